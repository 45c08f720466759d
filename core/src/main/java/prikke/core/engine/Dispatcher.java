package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prikke.core.run.Claim;

/**
 * Holds claims in memory and begins each at its instant, on a virtual thread, never more at once than the ceiling allows. What is due
 * while the ceiling is reached waits in order; a thread that ends an attempt takes the next.
 */
final class Dispatcher implements AutoCloseable {
    /** What the timer waits for at the most: bounds how late it notices a step of the clock. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private static final Comparator<Claim> IN_TIME = Comparator.comparing(Claim::dueAt)
            .thenComparing(Comparator.comparingInt(Claim::priority).reversed())
            .thenComparing(Claim::id);

    private final InstantSource clock;
    private final int ceiling;
    private final int mostHeld;
    private final Consumer<Claim> attempt;
    private final Runnable onRoom;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final PriorityQueue<Claim> upcoming = new PriorityQueue<>(IN_TIME);
    private final Map<UUID, Claim> held = new HashMap<>();
    private final Thread timer;
    private int inFlight;
    private boolean stopped;

    /**
     * @param ceiling how many attempts may be under way at once
     * @param mostHeld how many claims may wait beside them
     * @param attempt makes one attempt to its end; does not throw
     * @param onRoom is told when claims that waited have been begun, and there is room for more
     */
    Dispatcher(InstantSource clock, int ceiling, int mostHeld, Consumer<Claim> attempt, Runnable onRoom) {
        this.clock = clock;
        this.ceiling = ceiling;
        this.mostHeld = mostHeld;
        this.attempt = attempt;
        this.onRoom = onRoom;
        this.timer = Thread.ofPlatform().name("prikke-dispatcher").daemon().priority(Thread.MAX_PRIORITY).unstarted(this::run);
    }

    void start() {
        timer.start();
    }

    /** How many more claims may be brought. */
    int room() {
        lock.lock();
        try {
            return stopped ? 0 : Math.max(0, mostHeld - held.size());
        } finally {
            lock.unlock();
        }
    }

    /** Takes claims over. After a stop they are merely kept, to be let go with the rest. */
    void accept(Collection<Claim> claims) {
        if (claims.isEmpty()) return;
        lock.lock();
        try {
            for (Claim claim : claims) {
                held.put(claim.id(), claim);
                upcoming.add(claim);
            }
            if (!stopped) begin(clock.instant());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets those of the executions that have not begun. */
    void forget(Collection<UUID> ids) {
        lock.lock();
        try {
            for (UUID id : ids) {
                Claim claim = held.remove(id);
                if (claim != null) upcoming.remove(claim);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all that has not begun. */
    void forgetAll() {
        lock.lock();
        try {
            held.clear();
            upcoming.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Begins what is due by the given instant, as far as the ceiling allows. */
    void tick(Instant now) {
        lock.lock();
        try {
            begin(now);
        } finally {
            lock.unlock();
        }
    }

    private void begin(Instant now) {
        while (inFlight < ceiling && nextIsDue(now)) {
            Claim claim = upcoming.remove();
            inFlight++;
            held.remove(claim.id());
            Thread.ofVirtual().name("prikke-attempt").start(() -> attempts(claim));
        }
    }

    private boolean nextIsDue(Instant now) {
        Claim next = upcoming.peek();
        return next != null && !next.dueAt().isAfter(now);
    }

    /** Makes the attempt and then, for as long as any wait that are due, the next. */
    private void attempts(Claim first) {
        for (Claim claim = first; claim != null; claim = next()) attempt.accept(claim);
    }

    private @Nullable Claim next() {
        Claim claim;
        boolean roomy;
        lock.lock();
        try {
            claim = !stopped && nextIsDue(clock.instant()) ? upcoming.poll() : null;
            if (claim == null) {
                inFlight--;
                if (inFlight == 0) idle.signalAll();
            } else {
                held.remove(claim.id());
            }
            // Asked for at half: by the time more has come, what is left will have been begun.
            roomy = !stopped && held.size() == mostHeld / 2;
        } finally {
            lock.unlock();
        }
        if (roomy) onRoom.run();
        return claim;
    }

    private void run() {
        lock.lock();
        try {
            while (!stopped) {
                Instant now = clock.instant();
                begin(now);
                long wait = untilNext(now);
                if (wait > 0) changed.awaitNanos(wait);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }

    /** In nanoseconds. While the ceiling is reached, whoever ends an attempt begins the next. */
    private long untilNext(Instant now) {
        Claim next = upcoming.peek();
        if (next == null) return TimeUnit.HOURS.toNanos(1);
        if (inFlight >= ceiling) return LONGEST_WAIT.toNanos();
        return Math.min(Duration.between(now, next.dueAt()).toNanos(), LONGEST_WAIT.toNanos());
    }

    int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** Begins nothing any more, and returns what is held and has not begun. */
    List<Claim> stop() {
        lock.lock();
        try {
            stopped = true;
            List<Claim> unbegun = new ArrayList<>(held.values());
            held.clear();
            upcoming.clear();
            changed.signal();
            return unbegun;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no attempt is under way; false when the time was not enough. */
    boolean awaitIdle(Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (inFlight > 0 && left > 0) left = idle.awaitNanos(left);
            return inFlight == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        stop();
    }
}

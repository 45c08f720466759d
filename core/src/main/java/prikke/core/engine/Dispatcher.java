package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.run.Claim;
import prikke.core.run.Held;

/**
 * Holds claims in memory and begins each at its instant, on a virtual thread, never more at once than the ceiling allows. What is due
 * while the ceiling is reached waits for its {@link Turns turn}; a thread that ends an attempt takes the next.
 */
final class Dispatcher implements AutoCloseable {
    /** What the timer waits for at the most: bounds how late it notices a step of the clock, or a lease that is back. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final InstantSource clock;
    private final Bounds bounds;
    private final BooleanSupplier mayBegin;
    private final Consumer<Claim> attempt;
    private final Runnable onRoom;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Hand hand = new Hand();
    private final Capacity capacity;
    private final Map<Held, Claim> expected = new HashMap<>();
    private final Thread timer;
    private int inFlight;
    private boolean askedForMore = true;
    private boolean stopped;

    /**
     * How much there may be.
     *
     * @param inFlight attempts under way at once
     * @param held claims from the queue that wait beside them, of one organization alone half as many; as many again may come by the
     *     short way, straight from those who posted them, of one organization alone half as many too
     * @param bytes what those claims may take up in memory, about; likewise
     */
    record Bounds(int inFlight, int held, long bytes) {}

    /**
     * @param mayBegin whether this node may begin anything at all just now
     * @param attempt makes one attempt to its end; does not throw
     * @param onRoom is told when claims that waited have been begun, and there is room for more
     */
    Dispatcher(InstantSource clock, Bounds bounds, BooleanSupplier mayBegin, Consumer<Claim> attempt, Runnable onRoom) {
        this.clock = clock;
        this.bounds = bounds;
        this.capacity = new Capacity(bounds, hand);
        this.mayBegin = mayBegin;
        this.attempt = attempt;
        this.onRoom = onRoom;
        this.timer = Thread.ofPlatform().name("prikke-dispatcher").daemon().priority(Thread.MAX_PRIORITY).unstarted(this::run);
    }

    void start() {
        timer.start();
    }

    /** How many more claims may be brought from the queue; what has come by the short way does not count. */
    int room() {
        lock.lock();
        try {
            return stopped ? 0 : capacity.room();
        } finally {
            lock.unlock();
        }
    }

    /** How many more bytes of them. */
    long roomInBytes() {
        lock.lock();
        try {
            return capacity.roomInBytes();
        } finally {
            lock.unlock();
        }
    }

    /** How many more claims of the organization may be brought by the short way. */
    int room(UUID org) {
        lock.lock();
        try {
            return stopped ? 0 : capacity.room(org);
        } finally {
            lock.unlock();
        }
    }

    /** The organizations that have their share here, and are to get no more from the queue. */
    Set<UUID> full() {
        lock.lock();
        try {
            return capacity.full();
        } finally {
            lock.unlock();
        }
    }

    /** Takes claims over. After a stop they are merely kept, to be let go with the rest. */
    void accept(Collection<Claim> claims) {
        accept(claims, hand::add);
    }

    private void accept(Collection<Claim> claims, Consumer<Claim> adding) {
        if (claims.isEmpty()) return;
        lock.lock();
        try {
            claims.forEach(adding);
            if (!capacity.low()) askedForMore = false;
            begin(clock.instant());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of claims that are to come once the transaction that takes them is committed: until then they can be given up. */
    void expect(Collection<Claim> claims) {
        lock.lock();
        try {
            for (Claim claim : claims) expected.put(claim.held(), claim);
        } finally {
            lock.unlock();
        }
    }

    /** They do not come. */
    void expectNoMore(Collection<Claim> claims) {
        lock.lock();
        try {
            for (Claim claim : claims) expected.remove(claim.held());
        } finally {
            lock.unlock();
        }
    }

    /** Takes over what was posted just now, by the short way: those of the expected claims that have not been given up meanwhile. */
    void posted(Collection<Claim> claims) {
        lock.lock();
        try {
            accept(stillExpected(claims), hand::addPosted);
        } finally {
            lock.unlock();
        }
    }

    private List<Claim> stillExpected(Collection<Claim> claims) {
        return claims.stream().filter(claim -> expected.remove(claim.held()) != null).toList();
    }

    /** Takes over what was claimed from the queue, likewise. */
    void arrived(Collection<Claim> claims) {
        lock.lock();
        try {
            accept(stillExpected(claims));
        } finally {
            lock.unlock();
        }
    }

    /** Gives up those claims that the condition names and that have not begun: they are not begun by this any more. */
    List<Claim> giveUp(Predicate<Claim> which) {
        lock.lock();
        try {
            List<Claim> given = new ArrayList<>(hand.takeOut(which));
            expected.values().removeIf(claim -> which.test(claim) && given.add(claim));
            return given;
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
        for (Claim claim; (claim = take(now)) != null; ) {
            Claim next = claim;
            try {
                Thread.ofVirtual().name("prikke-attempt").start(() -> attempts(next));
            } catch (Error e) {
                // For want of memory: it stays in hand.
                inFlight--;
                hand.ended(next);
                hand.add(next);
                LOG.error("event=attempt_not_begun execution={}", next.id(), e);
                return;
            }
        }
    }

    private @Nullable Claim take(Instant now) {
        if (stopped || inFlight >= bounds.inFlight() || !mayBegin.getAsBoolean()) return null;
        Claim claim = hand.take(now, bounds.inFlight() - inFlight);
        if (claim != null) inFlight++;
        return claim;
    }

    /** Makes the attempt and then, for as long as any wait that are due, the next. */
    private void attempts(Claim first) {
        for (Claim claim = first; claim != null; claim = next(claim)) attempt.accept(claim);
    }

    private @Nullable Claim next(Claim ended) {
        Claim claim;
        boolean roomy;
        lock.lock();
        try {
            inFlight--;
            hand.ended(ended);
            Instant now = clock.instant();
            claim = take(now);
            begin(now);
            if (inFlight == 0) idle.signalAll();
            roomy = !stopped && !askedForMore && capacity.low();
            if (roomy) askedForMore = true;
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
                changed.awaitNanos(untilNext(now));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * In nanoseconds, never nothing. What is due and has not begun waits for others: while the ceiling is reached, whoever ends an
     * attempt begins the next; and to look for a lease that is back needs no haste, but must leave the lock to who renews it.
     */
    private long untilNext(Instant now) {
        Instant next = hand.nextDue();
        if (hand.anyDue() || next != null && !next.isAfter(now)) return LONGEST_WAIT.toNanos();
        if (next == null) return TimeUnit.HOURS.toNanos(1);
        return Math.min(Duration.between(now, next).toNanos(), LONGEST_WAIT.toNanos());
    }

    /** Whether it is at work. */
    boolean alive() {
        return timer.isAlive();
    }

    int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** How many claims wait to begin. */
    int held() {
        lock.lock();
        try {
            return hand.size();
        } finally {
            lock.unlock();
        }
    }

    /** Begins nothing any more, and returns what is held and has not begun. */
    List<Claim> stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signal();
            return hand.empty();
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

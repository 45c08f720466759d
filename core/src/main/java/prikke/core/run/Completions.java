package prikke.core.run;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tells those who wait for an execution that it has ended, on the node that ended it; elsewhere they look now and then. */
public final class Completions {
    /** How often a waiter looks by itself, for executions that another node ends. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Map<UUID, List<CountDownLatch>> waiting = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Has something run after each commit by which executions may have ended or been put back here; it is to be quick. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** These have ended, and that is committed. */
    public void ended(Collection<UUID> ids) {
        listeners.forEach(Runnable::run);
        if (waiting.isEmpty()) return;
        for (UUID id : ids) {
            List<CountDownLatch> latches = waiting.remove(id);
            if (latches != null) latches.forEach(CountDownLatch::countDown);
        }
    }

    /** Lets all waiters go, now and from now on: the daemon stops. */
    public void close() {
        closed = true;
        waiting.values().forEach(latches -> latches.forEach(CountDownLatch::countDown));
    }

    boolean closed() {
        return closed;
    }

    /** Whether anybody waits for the execution here. */
    boolean isAwaited(UUID id) {
        return waiting.containsKey(id);
    }

    /** To be taken before the database is looked at, so that an end between looking and waiting is not slept through. */
    CountDownLatch register(UUID id) {
        CountDownLatch latch = new CountDownLatch(1);
        waiting.merge(id, List.of(latch), Completions::joined);
        return latch;
    }

    /**
     * Waits until the execution ends here, it is time to look again, or the given nanoseconds have passed.
     *
     * @return whether to go on; not when the thread was interrupted, which it stays
     */
    boolean await(CountDownLatch latch, long nanos) {
        try {
            latch.await(Math.min(nanos, LOOK.toNanos()), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void forget(UUID id, CountDownLatch latch) {
        waiting.computeIfPresent(id, (x, latches) -> {
            List<CountDownLatch> rest = latches.stream().filter(other -> other != latch).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    private static List<CountDownLatch> joined(List<CountDownLatch> some, List<CountDownLatch> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}

package prikke.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.run.AttemptResult;
import prikke.core.run.Completions;
import prikke.core.run.Finish;
import prikke.core.run.RunQueue;

/**
 * Writes what attempts came to, many in one commit. It never lets go of a finish: while the database is away it keeps trying, and
 * those who bring more wait.
 */
final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int MOST_IN_A_COMMIT = 500;
    /** How long a batch waits for company: one commit for many results costs less than one for each. */
    private static final long LINGER_MILLIS = 1;
    private static final long BETWEEN_TRIES_MILLIS = 250;

    private final RunQueue queue;
    private final Completions completions;
    private final Node node;
    private final Runnable afterRetry;
    private final Runnable afterGated;
    private final BlockingQueue<Finish> waiting = new ArrayBlockingQueue<>(4 * MOST_IN_A_COMMIT);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean abandon;

    /**
     * @param afterRetry is told when an execution has been put back to be tried again
     * @param afterGated is told when an execution that a gate let through is done with, and others may go
     */
    Recorder(RunQueue queue, Completions completions, Node node, Runnable afterRetry, Runnable afterGated) {
        this.queue = queue;
        this.completions = completions;
        this.node = node;
        this.afterRetry = afterRetry;
        this.afterGated = afterGated;
        this.thread = Thread.ofPlatform().name("prikke-recorder").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Hands over the end of an attempt; waits while too many are waiting to be written. */
    void record(Finish finish) {
        try {
            waiting.put(finish);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts attempts", e);
        }
    }

    private void run() {
        List<Finish> batch = new ArrayList<>();
        while (!abandon) {
            Finish first = poll(100);
            if (first == null) {
                if (closing) return;
                continue;
            }
            batch.add(first);
            for (Finish more; batch.size() < MOST_IN_A_COMMIT && (more = poll(LINGER_MILLIS)) != null; ) batch.add(more);
            write(batch);
            batch.clear();
        }
    }

    private @Nullable Finish poll(long millis) {
        try {
            return waiting.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    /** Writes what is waiting, in the caller's thread: for tests that turn the crank by hand. */
    void flush() {
        List<Finish> batch = new ArrayList<>();
        waiting.drainTo(batch);
        if (!batch.isEmpty()) commit(batch);
    }

    private void write(List<Finish> batch) {
        for (int failures = 0; !abandon; failures++) {
            try {
                commit(batch);
                if (failures > 0) LOG.info("event=recording_recovered executions={}", batch.size());
                return;
            } catch (RuntimeException e) {
                if (failures == 0) LOG.error("event=recording_failed executions={}", batch.size(), e);
                if (failures > 0 && batch.size() > 1) {
                    // It may be a single finish that can't be written: find it by writing each alone.
                    for (Finish one : batch) write(List.of(one));
                    return;
                }
                if (failures == 2 && batch.getFirst().result().responseBody() != null) {
                    batch = List.of(withoutAnswer(batch.getFirst()));
                }
                pause();
            }
        }
    }

    /** The same finish without what the target sent, in case that is what the database can't keep. */
    private static Finish withoutAnswer(Finish f) {
        AttemptResult r = f.result();
        return new Finish(
                f.claim(),
                new AttemptResult(r.status(), r.node(), r.claimedAt(), r.sentAt(), r.answeredAt(), r.durationMs(), r.statusCode(),
                        r.errorCode(), "The answer could not be stored.", null, Map.of(), null, true),
                f.next());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    private void commit(List<Finish> batch) {
        List<UUID> ended = queue.finish(node.id(), batch);
        completions.ended(ended);
        if (ended.size() < batch.size()) afterRetry.run();
        if (batch.stream().anyMatch(f -> f.claim().gated())) afterGated.run();
    }

    /** Writes what is waiting and stops; gives up when the database does not take it within the given time. */
    void close(long millis) {
        closing = true;
        try {
            thread.join(millis);
            abandon = true;
            if (thread.isAlive()) LOG.error("event=recording_abandoned executions={}", waiting.size());
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(TimeUnit.SECONDS.toMillis(10));
    }
}

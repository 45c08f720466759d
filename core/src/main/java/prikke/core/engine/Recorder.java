package prikke.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;
import prikke.core.event.Happening;
import prikke.core.run.AttemptResult;
import prikke.core.run.AttemptStatus;
import prikke.core.run.Completions;
import prikke.core.run.Finish;
import prikke.core.run.RunQueue;

/**
 * Writes what attempts came to, many in one commit. It never lets go of a finish: while the database is away it keeps trying, and
 * those who bring more wait.
 */
final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    /** Answers are up to 256 KiB each: what waits to be written must fit in memory however slow the database is. */
    private static final int MOST_KIB = 64 * 1024;

    private static final int MOST_KIB_IN_A_COMMIT = 8 * 1024;
    /** How long a batch waits for company: one commit for many results costs less than one for each. */
    private static final long LINGER_MILLIS = 1;
    private static final long IDLE_MILLIS = 100;
    /** What has begun is to be told of soon. */
    private static final long WHILE_WATCHED_MILLIS = 20;

    private static final long BETWEEN_TRIES_MILLIS = 250;
    /** For a single finish, while the database is there. */
    private static final int MOST_TRIES = 8;

    private final RunQueue queue;
    private final Completions completions;
    private final Node node;
    private final Runnable afterRetry;
    private final Runnable afterGated;
    private final Holdings holdings;
    private final Starts starts;
    private final BlockingQueue<Finish> waiting = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_KIB);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean abandon;

    /**
     * @param afterRetry is told when an execution has been put back to be tried again
     * @param afterGated is told when an execution that a gate let through is done with, and others may go
     */
    Recorder(RunQueue queue, Completions completions, Node node, Holdings holdings, Starts starts, Runnable afterRetry, Runnable afterGated) {
        this.queue = queue;
        this.completions = completions;
        this.node = node;
        this.holdings = holdings;
        this.starts = starts;
        this.afterRetry = afterRetry;
        this.afterGated = afterGated;
        this.thread = Thread.ofPlatform().name("prikke-recorder").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Hands over the end of an attempt; waits while too much is waiting to be written. */
    void record(Finish finish) {
        room.acquireUninterruptibly(share(finish));
        waiting.add(finish);
    }

    /** In KiB, of {@link #MOST_KIB}. */
    private static int share(Finish finish) {
        return Math.min(MOST_KIB, 1 + finish.result().weight() / 1024);
    }

    /** Whether it is at work. */
    boolean alive() {
        return thread.isAlive();
    }

    private void run() {
        List<Finish> batch = new ArrayList<>();
        while (!abandon) {
            Finish first = poll(starts.wanted() ? WHILE_WATCHED_MILLIS : IDLE_MILLIS);
            if (first == null) {
                if (closing) return;
                writeStarts();
                continue;
            }
            gather(batch, first);
            try {
                write(batch, starts.take());
            } finally {
                batch.forEach(f -> room.release(share(f)));
                batch.clear();
            }
        }
    }

    /** Where nothing else is to be written, and no harm is done should it fail. */
    private void writeStarts() {
        List<Happening> begun = starts.take();
        if (begun.isEmpty()) return;
        try {
            queue.finish(node.id(), List.of(), begun);
            completions.ended(List.of());
        } catch (RuntimeException | Error e) {
            LOG.warn("event=starts_not_logged executions={} error=\"{}\"", begun.size(), e.getMessage());
        }
    }

    private void gather(List<Finish> batch, Finish first) {
        int kib = 0;
        for (Finish next = first; next != null; next = poll(LINGER_MILLIS)) {
            batch.add(next);
            kib += share(next);
            if (batch.size() == queue.batch() || kib >= MOST_KIB_IN_A_COMMIT) return;
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
        if (batch.isEmpty()) return;
        batch.forEach(f -> room.release(share(f)));
        tell(batch, queue.finish(node.id(), batch, starts.take()));
    }

    /** Keeps at it while the database is away; otherwise one finish that can't be written does not stand in the way of the rest. */
    private void write(List<Finish> batch, List<Happening> begun) {
        for (int failures = 0; !abandon; failures++) {
            List<UUID> ended;
            try {
                ended = queue.finish(node.id(), batch, begun);
            } catch (RuntimeException | Error e) {
                if (failures == 0) LOG.error("event=recording_failed executions={}", batch.size(), e);
                boolean hopeless = batch.size() > 1 ? failures > 0 : Database.isUnstorable(e) || failures >= MOST_TRIES;
                if (hopeless && !Database.isAway(e)) {
                    writeEach(batch);
                    return;
                }
                pause();
                continue;
            }
            if (failures > 0) LOG.info("event=recording_recovered executions={}", batch.size());
            tell(batch, ended);
            return;
        }
    }

    private void writeEach(List<Finish> batch) {
        if (batch.size() == 1) {
            writeBare(batch.getFirst());
            return;
        }
        for (Finish one : batch) write(List.of(one), List.of());
    }

    /** In all likelihood it is what the target sent that the database can't keep. */
    private void writeBare(Finish finish) {
        Finish bare = withoutAnswer(finish);
        try {
            tell(List.of(bare), queue.finish(node.id(), List.of(bare)));
        } catch (RuntimeException | Error e) {
            // The row stays held, but not known to be: the next sweep lets go of it, and it is attempted again.
            LOG.error("event=finish_unstorable execution={}", finish.claim().id(), e);
            holdings.remove(finish.claim());
        }
    }

    private static Finish withoutAnswer(Finish f) {
        AttemptResult r = f.result();
        String message = r.status() == AttemptStatus.SUCCESS ? null : "The answer could not be stored.";
        return new Finish(
                f.claim(),
                new AttemptResult(r.status(), r.node(), r.claimedAt(), r.sentAt(), r.answeredAt(), r.durationMs(), r.statusCode(),
                        r.errorCode(), message, null, Map.of(), null, true),
                f.next());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    /** That is committed. */
    private void tell(List<Finish> batch, List<UUID> ended) {
        batch.forEach(f -> holdings.remove(f.claim()));
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

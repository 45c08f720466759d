package prikke.daemon;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done now and then beside the engine, one after the other on a thread of its own. */
final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("prikke-chores").daemon().factory());

    Chores every(Duration pause, Runnable chore) {
        thread.scheduleWithFixedDelay(() -> guarded(chore), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** A chore that throws would not be done again. */
    private static void guarded(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            LOG.warn("event=chore_failed", e);
        }
    }

    /** Waits for the one that is being done, and does not interrupt it: it may be inside the embedded database. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) LOG.warn("event=chore_still_running");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package prikke.core.feed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads on in the log while anybody listens: as soon as something is committed here, and now and then for what other
 * nodes have done. It is never interrupted, since an interrupt inside H2 closes its file.
 */
final class Tail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    /** Between two looks however much happens: what comes together is read together. */
    private static final Duration SHORTEST = Duration.ofMillis(5);

    private static final Duration AFTER_ERROR = Duration.ofMillis(500);

    private final Feed feed;
    private final FeedSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean woken;
    private boolean stopped;
    private long checked = System.nanoTime();

    Tail(Feed feed, FeedSettings settings) {
        this.feed = feed;
        this.settings = settings;
        this.thread = Thread.ofPlatform().name("prikke-events").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Something may have happened. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean failing = false;
        while (true) {
            Duration pause = SHORTEST;
            try {
                while (feed.advance()) checkIfTime();
                checkIfTime();
                if (failing) LOG.info("event=events_recovered");
                failing = false;
            } catch (RuntimeException | Error e) {
                if (failing) LOG.warn("event=events_failed error=\"{}\"", e.getMessage());
                else LOG.error("event=events_failed", e);
                failing = true;
                pause = AFTER_ERROR;
            }
            if (!rest(pause)) return;
        }
    }

    private void checkIfTime() {
        long now = System.nanoTime();
        if (now - checked < settings.checked().toNanos()) return;
        checked = now;
        feed.check();
    }

    /** Waits at least so long, then until there is something to do; false when it is to stop. */
    private boolean rest(Duration least) {
        lock.lock();
        try {
            for (long left = least.toNanos(); !stopped && left > 0; ) left = changed.awaitNanos(left);
            // While nobody listens there is nothing to look for: whoever comes wakes it.
            boolean idle = feed.listeners() == 0;
            for (long left = settings.look().toNanos(); !stopped && !woken && (idle || left > 0); ) {
                if (idle) changed.await();
                else left = changed.awaitNanos(left);
            }
            woken = false;
            return !stopped;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            while (thread.isAlive()) thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

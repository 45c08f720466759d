package prikke.core.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does a step over and over: it survives errors, can be woken, and stops between two steps. It is never interrupted,
 * since an interrupt inside H2 closes its file.
 */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_ERROR = Duration.ofMillis(500);

    /** One step; returns how long to wait for the next, unless woken. */
    interface Step {
        Duration run();
    }

    private final String name;
    private final Step step;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Thread thread;
    private boolean wake;
    private boolean stopped;

    Loop(String name, Step step) {
        this.name = name;
        this.step = step;
        this.thread = Thread.ofPlatform().name("prikke-" + name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean alive() {
        return thread.isAlive();
    }

    /** Has the next step begin at once, also if one is under way. */
    void wake() {
        lock.lock();
        try {
            wake = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean failing = false;
        while (true) {
            Duration pause;
            try {
                pause = step.run();
                if (failing) LOG.info("event=loop_recovered loop={}", name);
                failing = false;
            } catch (RuntimeException | Error e) {
                // Once per outage with its trace; then only its message, so that a database that is away does not flood the log.
                if (failing) LOG.warn("event=loop_failed loop={} error=\"{}\"", name, e.getMessage());
                else LOG.error("event=loop_failed loop={}", name, e);
                failing = true;
                pause = AFTER_ERROR;
            }
            if (!await(pause)) return;
        }
    }

    /** Waits; false when the loop is to stop. */
    private boolean await(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!wake && !stopped && left > 0) left = woken.awaitNanos(left);
            wake = false;
            return !stopped;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Stops after the step that is under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            woken.signal();
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

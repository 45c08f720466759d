package prikke.core.db;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Has commits reach the disk, many by one flush: whoever comes while one is under way waits for the next, which does for all who
 * wait by then.
 */
final class DiskSync {
    private static final int MOST_TRIES = 3;

    private final Runnable flush;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long done;

    /** @param flush has everything reach the disk that has been committed before it is called */
    DiskSync(Runnable flush) {
        this.flush = flush;
    }

    /** What fails once, for want of a connection say, need not fail again. */
    private void flush() {
        for (int tries = 1; ; tries++) {
            try {
                flush.run();
                return;
            } catch (RuntimeException e) {
                if (tries == MOST_TRIES) throw e;
            }
        }
    }

    /**
     * Returns once all that the caller has committed is on the disk.
     *
     * @throws RuntimeException when it can't be had there
     */
    void sync() {
        long mine = asked.incrementAndGet();
        lock.lock();
        try {
            if (done >= mine) return;
            long all = asked.get();
            flush();
            done = all;
        } finally {
            lock.unlock();
        }
    }
}

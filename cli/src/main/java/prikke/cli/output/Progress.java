package prikke.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A line on the terminal that says that long work goes on, and how far it has come. It appears after a second, changes in place, and is
 * gone when the work is done. Where nobody watches there is none.
 */
public final class Progress implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final String what;
    private final Duration every;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicLong count = new AtomicLong();
    private final @Nullable Thread ticker;

    /**
     * @param watched whether stderr is a terminal, and meant for a reader
     * @param what is being done, such as {@code Waiting}
     */
    public Progress(boolean watched, PrintStream err, String what) {
        this(watched, err, what, TICK);
    }

    Progress(boolean watched, PrintStream err, String what, Duration every) {
        this.err = err;
        this.what = what;
        this.every = every;
        this.ticker = watched ? Thread.ofPlatform().daemon().name("progress").start(this::tick) : null;
    }

    /** One more is done. */
    public void one() {
        more(1);
    }

    /** So many more are done. */
    public void more(int number) {
        count.addAndGet(number);
    }

    private void tick() {
        try {
            for (int ticks = 1; !done.await(every.toMillis(), TimeUnit.MILLISECONDS); ticks++) {
                long seconds = every.multipliedBy(ticks).toSeconds();
                err.print(CLEAR + what + (count.get() == 0 ? "" : ", " + count.get()) + " … " + seconds + " s");
                err.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        done.countDown();
        if (ticker == null) return;
        try {
            ticker.join();
            err.print(CLEAR);
            err.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

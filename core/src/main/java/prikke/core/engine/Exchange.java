package prikke.core.engine;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's time: cancels whatever request is under way when it is up. No timeout of the HTTP client covers connecting, TLS,
 * headers and a body that drips, all in one.
 */
final class Exchange implements AutoCloseable {
    private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    private final ScheduledFuture<?> alarm;
    private final long endNanos;
    private Runnable underWay = () -> {};
    private volatile boolean expired;
    private volatile boolean connected;
    private volatile boolean reusedConnection;

    Exchange(ScheduledExecutorService timer, long nanos) {
        this.endNanos = System.nanoTime() + nanos;
        this.alarm = timer.schedule(this::expire, nanos, TimeUnit.NANOSECONDS);
    }

    /** The exchange that this thread is in, for parts of the HTTP client that are not told; null outside of any. */
    static @Nullable Exchange current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Does the work in this exchange. */
    <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    private synchronized void expire() {
        expired = true;
        underWay.run();
    }

    /** Another request begins. */
    synchronized Exchange anew() {
        underWay = () -> {};
        connected = false;
        reusedConnection = false;
        return this;
    }

    /** What breaks off that which is under way from now on. */
    synchronized void of(Runnable breakingOff) {
        underWay = breakingOff;
        if (expired) breakingOff.run();
    }

    /** Its request has a connection and is about to be written. */
    void connected(boolean usedBefore) {
        reusedConnection = usedBefore;
        connected = true;
    }

    boolean isConnected() {
        return connected;
    }

    boolean onReusedConnection() {
        return reusedConnection;
    }

    boolean isExpired() {
        return expired;
    }

    /** What is left, in nanoseconds; may be negative. */
    long left() {
        return endNanos - System.nanoTime();
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}

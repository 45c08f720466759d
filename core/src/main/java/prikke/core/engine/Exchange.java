package prikke.core.engine;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's time: cancels whatever request is under way when it is up. No timeout of the HTTP client covers connecting, TLS,
 * headers and a body that drips, all in one.
 */
final class Exchange implements AutoCloseable {
    private final ScheduledFuture<?> alarm;
    private final long endNanos;
    private @Nullable HttpUriRequestBase request;
    private volatile boolean expired;
    private volatile boolean connected;
    private volatile boolean reusedConnection;

    Exchange(ScheduledExecutorService timer, long nanos) {
        this.endNanos = System.nanoTime() + nanos;
        this.alarm = timer.schedule(this::expire, nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void expire() {
        expired = true;
        if (request != null) request.cancel();
    }

    /** The request that is under way from now on. */
    synchronized void of(HttpUriRequestBase next) {
        request = next;
        connected = false;
        reusedConnection = false;
        if (expired) next.cancel();
    }

    /** The request has a connection and is about to be written. */
    void connected(boolean reused) {
        connected = true;
        reusedConnection = reused;
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

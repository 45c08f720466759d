package prikke.core.engine;

import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's time: cancels whatever request is under way when it is up. No timeout of the HTTP client covers connecting, TLS,
 * headers and a body that drips, all in one.
 */
final class Exchange implements AutoCloseable {
    private static final String KEY = "prikke.exchange";
    private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

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
        if (request != null) request.cancel();
    }

    /** The request that is under way from now on. */
    synchronized void of(HttpUriRequestBase next) {
        request = next;
        connected = false;
        reusedConnection = false;
        if (expired) next.cancel();
    }

    /** A context by which a request finds back to its exchange. */
    HttpContext context() {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(KEY, this);
        return context;
    }

    /** Tells an exchange when its request has a connection and is about to be written, and whether that one was used before. */
    static final class Watcher extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback callback,
                HttpContext context)
                throws IOException, HttpException {
            if (context.getAttribute(KEY) instanceof Exchange exchange) {
                var details = connection.getEndpointDetails();
                exchange.reusedConnection = details != null && details.getRequestCount() > 0;
                exchange.connected = true;
            }
            return super.execute(request, connection, callback, context);
        }
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

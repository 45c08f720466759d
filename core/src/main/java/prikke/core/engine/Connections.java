package prikke.core.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connections to targets, kept for a while to be used again. This is the lower half of the HTTP client; its upper half deals with
 * redirects, cookies, credentials and retries, none of which is a matter for a client here, and takes as long again.
 */
final class Connections implements AutoCloseable {
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);
    private static final HttpProcessor HEADERS = new DefaultHttpProcessor(new RequestTargetHost(), new RequestContent());

    private final PoolingHttpClientConnectionManager pool;
    private final IdleConnectionEvictor evictor;
    private final HttpRequestExecutor protocol = new HttpRequestExecutor();

    Connections(DnsResolver names, int most, Supplier<Socket> sockets) {
        pool = new Builder(sockets)
                .setDnsResolver(names)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(most)
                .setMaxConnPerRoute(most)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(AnswerHead.LIMITS)
                        .responseParserFactory(AnswerHead.PARSERS)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        // Looking takes a millisecond. Targets that close a connection do so after seconds of rest, hardly ever sooner.
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
        evictor = new IdleConnectionEvictor(pool, TimeValue.ofSeconds(5), IDLE);
        evictor.start();
    }

    /** Connections whose sockets know when the time of their exchange is up. */
    private static final class Builder extends PoolingHttpClientConnectionManagerBuilder {
        private final Supplier<Socket> sockets;

        Builder(Supplier<Socket> sockets) {
            this.sockets = sockets;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    proxy -> sockets.get(),
                    ports,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
        }
    }

    /** Makes a request over a connection of its own, a kept one if there is one, and waits for the head of the answer. */
    Answer request(ClassicHttpRequest request, Exchange exchange) throws IOException, HttpException {
        HttpRoute route = route(request);
        Timeout time = Timeout.ofNanoseconds(Math.max(1, exchange.left()));
        HttpClientContext context = HttpClientContext.create();
        Line line = new Line(leased(route, time));
        try {
            exchange.of(line::breakOff);
            if (!line.endpoint.isConnected()) pool.connect(line.endpoint, time, context);
            line.endpoint.setSocketTimeout(time);
            protocol.preProcess(request, HEADERS, context);
            ClassicHttpResponse response = line.endpoint.execute("", request, (r, connection, c) -> {
                var details = connection.getEndpointDetails();
                exchange.connected(details != null && details.getRequestCount() > 0);
                return protocol.execute(r, connection, null, c);
            }, context);
            return new Answer(line, request, response, context);
        } catch (IOException | HttpException | RuntimeException | Error e) {
            line.discard();
            throw e;
        }
    }

    private static HttpRoute route(ClassicHttpRequest request) {
        URIAuthority authority = request.getAuthority();
        String scheme = request.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals(URIScheme.HTTPS.id);
        int port = authority.getPort() >= 0 ? authority.getPort() : secure ? 443 : 80;
        return new HttpRoute(new HttpHost(scheme, authority.getHostName(), port), null, secure);
    }

    private ConnectionEndpoint leased(HttpRoute route, Timeout time) throws IOException {
        LeaseRequest lease = pool.lease("", route, time, null);
        try {
            return lease.get(time);
        } catch (TimeoutException e) {
            throw new InterruptedIOException("No connection was free in time");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lease.cancel();
            throw new InterruptedIOException("Interrupted while waiting for a connection");
        }
    }

    /** A connection while it is this exchange's. */
    private final class Line {
        private final ConnectionEndpoint endpoint;

        Line(ConnectionEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        /** Whoever waits for something from it gets an exception. */
        void breakOff() {
            endpoint.close(CloseMode.IMMEDIATE);
        }

        void discard() {
            breakOff();
            pool.release(endpoint, null, null);
        }

        void keep(TimeValue time) {
            pool.release(endpoint, null, time);
        }
    }

    /** The answer to a request, its body to be read. */
    final class Answer implements AutoCloseable {
        private final Line line;
        private final ClassicHttpRequest request;
        private final ClassicHttpResponse response;
        private final HttpContext context;
        private boolean whole;

        private Answer(Line line, ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context) {
            this.line = line;
            this.request = request;
            this.response = response;
            this.context = context;
        }

        ClassicHttpResponse response() {
            return response;
        }

        /** All of it has been read, so that the connection can be kept. */
        void whole() {
            whole = true;
        }

        @Override
        public void close() {
            TimeValue time = whole && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)
                    ? DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context)
                    : null;
            if (time == null) line.discard();
            else line.keep(time);
        }
    }

    @Override
    public void close() {
        evictor.shutdown();
        pool.close(CloseMode.IMMEDIATE);
    }
}

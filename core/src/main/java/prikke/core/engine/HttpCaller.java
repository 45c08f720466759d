package prikke.core.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import prikke.core.engine.Outcome.Answered;
import prikke.core.engine.Outcome.Broken;
import prikke.core.job.Delivery;
import prikke.core.run.ErrorCode;

/** Calls targets. Whatever a target does comes back as an {@link Outcome}, within the delivery's timeout and in bounded memory. */
final class HttpCaller implements AutoCloseable {
    private static final String EXCHANGE = "prikke.exchange";
    /** Within an exchange's time the name server has all of it; the exchange's own alarm is what ends the rest. */
    private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();
    private static final int HEADERS = 200;
    private static final int HEADER_LINE = 64 * 1024;

    private final ScheduledThreadPoolExecutor timer;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;

    HttpCaller(EgressPolicy policy, int most) {
        this(policy, most, InetAddress::getAllByName);
    }

    HttpCaller(EgressPolicy policy, int most, PolicedResolver.Lookup lookup) {
        timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("prikke-deadlines").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new PolicedResolver(host -> lookedUpInTime(lookup, host), policy))
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(most)
                .setMaxConnPerRoute(most)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom().setMaxHeaderCount(HEADERS).setMaxLineLength(HEADER_LINE).build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new Executor())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    /** Tells the exchange when its request has a connection, and whether that one was used before. */
    private static final class Executor extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection, HttpContext context)
                throws IOException, HttpException {
            if (context.getAttribute(EXCHANGE) instanceof Exchange exchange) {
                var details = connection.getEndpointDetails();
                exchange.connected(details != null && details.getRequestCount() > 0);
            }
            return super.execute(request, connection, context);
        }
    }

    /** A look-up can hang for longer than any timeout and can't be cancelled: it is left behind when time is up. */
    private static InetAddress[] lookedUpInTime(PolicedResolver.Lookup lookup, String host) throws UnknownHostException {
        if (Cidr.isLiteral(host) || !CURRENT.isBound()) return lookup.addresses(host);
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                found.complete(lookup.addresses(host));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            return found.get(CURRENT.get().left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException("The name server did not answer in time for " + host);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) throw unknown;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }

    /**
     * Makes the request and waits for the whole answer, or for the delivery's timeout.
     *
     * @param added the headers that Prikke adds to the job's own
     * @param sentAt now
     */
    Outcome call(Delivery delivery, Map<String, String> added, Instant sentAt) {
        Stopwatch watch = new Stopwatch(sentAt);
        try (Exchange exchange = new Exchange(timer, delivery.timeout().toNanos())) {
            return ScopedValue.where(CURRENT, exchange).call(() -> new Journey(delivery, added, exchange, watch).outcome());
        }
    }

    /** Instants from one reading of the clock and the monotonic time since, so that a step of the clock can't turn them around. */
    record Stopwatch(Instant start, long startNanos) {
        Stopwatch(Instant start) {
            this(start, System.nanoTime());
        }

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - startNanos);
        }
    }

    /** One call with its redirects. */
    private final class Journey {
        private final Delivery delivery;
        private final Map<String, String> added;
        private final Exchange exchange;
        private final Stopwatch watch;
        private final Capture capture = new Capture();
        private @Nullable Integer status;
        private Map<String, String> headers = Map.of();

        Journey(Delivery delivery, Map<String, String> added, Exchange exchange, Stopwatch watch) {
            this.delivery = delivery;
            this.added = added;
            this.exchange = exchange;
            this.watch = watch;
        }

        Outcome outcome() {
            try {
                Hop hop = Hop.first(delivery.call());
                for (int redirects = 0; ; redirects++) {
                    fetch(hop);
                    Hop next = delivery.followRedirects() ? hop.next(status == null ? 0 : status, headers.get("location")) : null;
                    if (next == null) return answered();
                    if (redirects == Hop.MOST) {
                        return broken(ErrorCode.HTTP_STATUS, "The target redirected more than " + Hop.MOST + " times; the last went to " + next.url() + ".");
                    }
                    hop = next;
                }
            } catch (IOException | HttpException | RuntimeException e) {
                CallFailure failure = CallFailure.of(e, exchange, delivery);
                return broken(failure.code(), failure.message());
            }
        }

        private void fetch(Hop hop) throws IOException, HttpException {
            try {
                exchangeOnce(hop);
            } catch (NoHttpResponseException | SocketException e) {
                // The target closed an idle connection just as it was used again. Nothing has come back, so a fresh one is tried.
                if (!exchange.onReusedConnection() || exchange.isExpired() || status != null) throw e;
                exchangeOnce(hop);
            }
        }

        private void exchangeOnce(Hop hop) throws IOException, HttpException {
            status = null;
            headers = Map.of();
            capture.clear();
            HttpUriRequestBase request = request(hop);
            exchange.of(request);
            HttpClientContext context = HttpClientContext.create();
            context.setAttribute(EXCHANGE, exchange);
            try (ClassicHttpResponse response = client.executeOpen(target(hop.uri()), request, context)) {
                status = response.getCode();
                headers = headersOf(response);
                HttpEntity entity = response.getEntity();
                if (entity == null) return;
                InputStream body = entity.getContent();
                if (!capture.read(body)) request.cancel();
                else body.close();
            }
        }

        private HttpUriRequestBase request(Hop hop) {
            HttpUriRequestBase request = new HttpUriRequestBase(hop.method(), hop.uri());
            Timeout timeout = Timeout.of(delivery.timeout());
            request.setConfig(RequestConfig.custom().setResponseTimeout(timeout).setConnectionRequestTimeout(timeout).build());
            hop.headers().forEach(request::setHeader);
            if (hop.body() != null) request.setEntity(new ByteArrayEntity(hop.body(), null));
            added.forEach(request::setHeader);
            return request;
        }

        private Answered answered() {
            Duration elapsed = watch.elapsed();
            return new Answered(
                    status == null ? 0 : status, headers, capture.bytes(), capture.truncated(), watch.start(), watch.start().plus(elapsed), elapsed);
        }

        private Broken broken(ErrorCode code, String message) {
            Duration elapsed = watch.elapsed();
            byte[] body = status == null ? null : capture.bytes();
            return new Broken(code, message, status, headers, body, watch.start(), watch.start().plus(elapsed), elapsed);
        }
    }

    private static HttpHost target(URI uri) {
        return new HttpHost(uri.getScheme().toLowerCase(Locale.ROOT), uri.getHost(), uri.getPort());
    }

    private static Map<String, String> headersOf(ClassicHttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
        }
        return headers;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        connections.close(CloseMode.IMMEDIATE);
        timer.shutdownNow();
    }
}

package prikke.core.engine;

import java.net.InetAddress;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import prikke.core.job.Delivery;

/** Calls targets. Whatever a target does comes back as an {@link Outcome}, within the delivery's timeout and in bounded memory. */
final class HttpCaller implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;

    HttpCaller(EgressPolicy policy, int most) {
        this(policy, most, InetAddress::getAllByName);
    }

    HttpCaller(EgressPolicy policy, int most, PolicedResolver.Lookup lookup) {
        timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("prikke-deadlines").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        connections = new Connections()
                .setDnsResolver(new PolicedResolver(new TimedLookup(lookup), policy))
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
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new Exchange.Watcher())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    /** Connections whose sockets know when the time of their exchange is up. */
    private static final class Connections extends PoolingHttpClientConnectionManagerBuilder {
        @Override
        protected HttpClientConnectionOperator createConnectionOperator(SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            return new DefaultHttpClientConnectionOperator(
                    proxy -> new DeadlineSocket(),
                    ports,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
        }
    }

    /**
     * Makes the request and waits for the whole answer, or for the delivery's timeout.
     *
     * @param added the headers that Prikke adds to the job's own, for the body that is sent
     * @param sentAt now
     */
    Outcome call(Delivery delivery, AddedToHop added, Instant sentAt) {
        Stopwatch watch = new Stopwatch(sentAt);
        try (Exchange exchange = new Exchange(timer, delivery.timeout().toNanos())) {
            return exchange.during(() -> new Journey(client, delivery, added, exchange, watch).outcome());
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        connections.close(CloseMode.IMMEDIATE);
        timer.shutdownNow();
    }
}

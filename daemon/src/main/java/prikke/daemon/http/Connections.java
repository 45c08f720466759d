package prikke.daemon.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.account.Network;

/**
 * The server's connections: not too many from one address, and none that takes for ever. Helidon by itself waits without end for
 * whoever has begun a request and does not go on.
 */
final class Connections implements ServerConnectionSelector, AutoCloseable {
    /** Room for a URL of the largest query that any route takes, and for a token. */
    private static final int MOST_LINE = 16 * 1024;

    private static final int MOST_HEADERS = 32 * 1024;
    private static final Duration CHECKED_EVERY = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Http1ConnectionSelector http;
    private final int mostPerAddress;
    private final Patience patience;
    private final Proxies proxies;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Integer> perAddress = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("prikke-connections").daemon().factory());

    Connections(int mostPerAddress, Patience patience, Proxies proxies) {
        this.mostPerAddress = mostPerAddress;
        this.patience = patience;
        this.proxies = proxies;
        this.http = Http1ConnectionSelector.builder().config(http()).build();
        every(CHECKED_EVERY, this::check);
    }

    private static Http1Config http() {
        return Http1Config.builder()
                .maxPrologueLength(MOST_LINE)
                .maxHeadersSize(MOST_HEADERS)
                .addReceiveListener(new Progress())
                .build();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        String address = context.remotePeer().host();
        boolean counted = !proxies.isTrusted(address) && !address.startsWith("127.") && !address.equals("0:0:0:0:0:0:0:1");
        String from = Network.of(address);
        if (counted && perAddress.merge(from, 1, Integer::sum) > mostPerAddress) {
            left(from);
            throw new CloseConnectionException("Too many connections from " + from);
        }
        Watch watch = new Watch(Thread.currentThread(), address, patience);
        watches.add(watch);
        return new WatchedConnection(http.connection(context), watch, () -> {
            watches.remove(watch);
            if (counted) left(from);
        });
    }

    private void left(String from) {
        perAddress.computeIfPresent(from, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Has something looked at now and then while the server runs. */
    void every(Duration pause, Runnable look) {
        clock.scheduleWithFixedDelay(() -> guarded(look), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that throws would not be run again. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("event=connections_task_failed", e);
        }
    }

    private void check() {
        long now = System.nanoTime();
        for (Watch watch : watches) watch.check(now);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public void close() {
        clock.shutdown();
    }

    /** Hears how far a request has come. */
    private static final class Progress implements Http1ConnectionListener {
        @Override
        public void prologue(ConnectionContext context, HttpPrologue prologue) {
            Watch.moving(0);
        }

        @Override
        public void headers(ConnectionContext context, Headers headers) {
            Watch.working();
        }
    }
}

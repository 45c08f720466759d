package prikke.cli.listen;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import prikke.core.WebhookSignature;

/** An HTTP server that takes every request, tells the log of it and gives always the same answer. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int status;
    private final Duration delay;
    private final Signatures signatures;
    private final InstantSource clock;
    private final DeliveryLog log;

    /**
     * Starts listening.
     *
     * @param port 0 for a free one
     * @throws IOException if the port cannot be had
     */
    Receiver(String host, int port, int status, Duration delay, Signatures signatures, InstantSource clock, DeliveryLog log)
            throws IOException {
        this.status = status;
        this.delay = delay;
        this.signatures = signatures;
        this.clock = clock;
        this.log = log;
        server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getHostString();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private void receive(HttpExchange exchange) throws IOException {
        Instant now = clock.instant();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            log.add(delivery(exchange, body, now));
            Thread.sleep(delay);
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Delivery delivery(HttpExchange exchange, byte[] body, Instant now) {
        Headers headers = exchange.getRequestHeaders();
        return new Delivery(
                now,
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers.getFirst("Prikke-Job-Key"),
                headers.getFirst("Prikke-Execution-Id"),
                headers.getFirst("Prikke-Attempt"),
                late(headers.getFirst("Prikke-Scheduled-For"), now),
                signatures.verdict(
                        headers.getFirst(WebhookSignature.ID_HEADER),
                        headers.getFirst(WebhookSignature.TIMESTAMP_HEADER),
                        headers.getFirst(WebhookSignature.SIGNATURE_HEADER),
                        body,
                        now));
    }

    private static @Nullable Long late(@Nullable String scheduledFor, Instant now) {
        try {
            return scheduledFor == null ? null : Duration.between(Instant.parse(scheduledFor), now).toMillis();
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

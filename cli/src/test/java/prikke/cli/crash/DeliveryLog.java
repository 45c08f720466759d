package prikke.cli.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A receiver that writes down each delivery and answers 200; below {@code /hold} it waits with that until it is told to. */
final class DeliveryLog implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final CountDownLatch held = new CountDownLatch(1);

    /**
     * What has come.
     *
     * @param scheduledFor the occurrence that it is for
     */
    record Delivery(String execution, int attempt, String job, Instant scheduledFor, Instant arrivedAt) {
        Duration late() {
            return Duration.between(scheduledFor, arrivedAt);
        }
    }

    DeliveryLog() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        Instant now = Instant.now();
        exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        int attempt = Integer.parseInt(headers.getFirst("Prikke-Attempt"));
        deliveries.add(new Delivery(headers.getFirst("Webhook-Id"), attempt, headers.getFirst("Prikke-Job-Id"),
                Instant.parse(headers.getFirst("Prikke-Scheduled-For")), now));
        if (attempt == 1 && exchange.getRequestURI().getPath().startsWith("/hold")) await(held);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers what is held; first attempts only are. */
    void letGo() {
        held.countDown();
    }

    /** All that has come so far, in order. */
    List<Delivery> all() {
        return List.copyOf(deliveries);
    }

    /** Those of one execution. */
    List<Delivery> of(String execution) {
        return deliveries.stream().filter(d -> d.execution.equals(execution)).toList();
    }

    /** How often each execution was delivered. */
    Map<String, Long> deliveries() {
        return all().stream().collect(Collectors.groupingBy(Delivery::execution, Collectors.counting()));
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }
}

package prikke.cli.crash;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A receiver that writes down each delivery and answers 200. */
final class DeliveryLog implements AutoCloseable {
    private final HttpServer server;
    private final Queue<String> executions = new ConcurrentLinkedQueue<>();

    DeliveryLog() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            executions.add(exchange.getRequestHeaders().getFirst("Webhook-Id"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** How often each execution was delivered. */
    Map<String, Long> deliveries() {
        return List.copyOf(executions).stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package prikke.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A server that answers what a test tells it to, and remembers what it was asked. */
final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = Collections.synchronizedMap(new HashMap<>());
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    private volatile @Nullable String etag;
    private volatile CountDownLatch held = new CountDownLatch(0);

    private record Answer(int status, String body) {}

    record Request(String method, String target, Map<String, List<String>> headers, String body) {
        /** However its name is written. */
        @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers a method and path, such as {@code GET /api/v1/jobs}; single quotes stand for double ones. */
    FakeServer on(String methodAndTarget, int status, String body) {
        answers.put(methodAndTarget, new Answer(status, body.replace('\'', '"')));
        return this;
    }

    /** Gives every answer this ETag. */
    FakeServer tagged(String tag) {
        etag = tag;
        return this;
    }

    /** Has each answer wait for this. */
    FakeServer holding(CountDownLatch until) {
        held = until;
        return this;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request last() {
        return requests.getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String target = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(new Request(method, target, Map.copyOf(exchange.getRequestHeaders()), body));
            held.await();
            Answer answer = answers.getOrDefault(method + " " + target, new Answer(404, "not told to answer " + method + " " + target));
            byte[] bytes = answer.body().getBytes(UTF_8);
            if (etag != null) exchange.getResponseHeaders().add("ETag", etag);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

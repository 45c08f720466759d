package prikke.cli.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.JobBatchRequest;
import prikke.core.api.JobRequest;
import prikke.core.api.Json;
import prikke.core.api.KeyRequest;
import prikke.core.api.LoginRequest;
import prikke.core.api.SessionResponse;

/**
 * Keeps a daemon as busy as it ever gets, for some seconds: Java records which of its code runs hot, and has that compiled soon after
 * the next start instead of after the first ten thousand deliveries. Started by {@code lib/make-daemon-aot-cache}.
 */
public final class DaemonRehearsal {
    private static final int ROUNDS = 4;
    private static final int JOBS = 2_500;
    private static final int CLIENTS = 8;
    private static final int BATCH = 100;
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);
    private static final byte[] ANSWER = {'o', 'k'};

    private final ApiClient api;
    /** What making the jobs of the last round took. */
    private Duration making = Duration.ZERO;

    private volatile CountDownLatch expected = new CountDownLatch(0);

    private DaemonRehearsal(URI daemon, String email, String password) {
        SessionResponse session = new ApiClient(connection(daemon, null)).login(new LoginRequest(email, password)).value();
        ApiClient user = new ApiClient(connection(daemon, session.token()));
        // What comes in numbers comes with a key.
        api = new ApiClient(connection(daemon, user.keys().create(new KeyRequest("rehearsal", "write", null)).value().token()));
    }

    private static ApiConnection connection(URI daemon, @Nullable String token) {
        return new ApiConnection(daemon, "rehearsal", token, null, Duration.ofSeconds(30));
    }

    /** @param args the daemon's address, and a user's email and password there */
    public static void main(String[] args) throws Exception {
        new DaemonRehearsal(URI.create(args[0]), args[1], args[2]).run();
    }

    private void run() throws IOException, InterruptedException {
        HttpServer target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            target.setExecutor(threads);
            target.createContext("/", this::answer);
            target.start();
            String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/";
            for (int round = 0; round < ROUNDS; round++) round(url, round % 2 == 0, round < ROUNDS / 2 ? BATCH : 1);
        } finally {
            target.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
        expected.countDown();
    }

    /**
     * @param now whether the jobs are to run as they come, or all at one instant a little later
     * @param batch how many are made in a call
     */
    private void round(String url, boolean now, int batch) throws InterruptedException {
        expected = new CountDownLatch(JOBS);
        Instant begun = Instant.now();
        Instant later = begun.plus(making.multipliedBy(2)).plusSeconds(1);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int first = 0; first < JOBS; first += batch) {
                int from = first;
                calls.add(() -> make(from, batch, i -> job(url + i, now ? null : later)));
            }
            for (Future<Void> call : clients.invokeAll(calls)) call.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The daemon refused", e.getCause());
        }
        making = Duration.between(begun, Instant.now());
        if (!expected.await(LONGEST_ROUND.toSeconds(), TimeUnit.SECONDS)) throw new IllegalStateException("The daemon did not keep up");
    }

    private @Nullable Void make(int from, int batch, IntFunction<ObjectNode> job) {
        if (batch == 1) {
            api.jobs().create(Json.mapper().convertValue(job.apply(from), JobRequest.class));
            return null;
        }
        ArrayNode jobs = Json.mapper().createArrayNode();
        for (int i = from; i < from + batch; i++) jobs.add(job.apply(i));
        api.jobs().createAll(Json.mapper().convertValue(Json.mapper().createObjectNode().set("jobs", jobs), JobBatchRequest.class));
        return null;
    }

    private static ObjectNode job(String url, @Nullable Instant at) {
        ObjectNode job = Json.mapper().createObjectNode().put("url", url).put("body", "{\"rehearsal\": true}");
        if (at != null) job.put("run_at", at.toString());
        return job;
    }
}

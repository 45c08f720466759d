package prikke.core.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client whose server is busy, or goes away in the middle of an answer. */
class RetriesTest {
    private static final String DONE = "{\"id\":\"01900000-0000-7000-8000-000000000000\",\"name\":\"x\"}";

    private static final Duration HOUR = Duration.ofHours(1);

    private record Reply(int status, @Nullable String retryAfter, String body) {}

    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final HttpServer server;
    private final ApiClient client;

    RetriesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        client = new ApiClient(connection(null));
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_the_server_is_too_busy_for_is_sent_again_under_the_same_key() {
        replies.add(new Reply(503, "0", problem(503, "unavailable")));
        replies.add(new Reply(429, "0", problem(429, "rate_limited")));
        replies.add(new Reply(201, null, DONE));

        assertThat(client.orgs().create(new OrgRequest("x")).value().name()).isEqualTo("x");
        assertThat(keys).hasSize(3).doesNotContain("").containsOnly(keys.getFirst());
    }

    @Test
    void what_is_still_in_flight_is_asked_for_again() {
        replies.add(new Reply(409, null, problem(409, "idempotency_in_flight")));
        replies.add(new Reply(201, null, DONE));

        client.orgs().create(new OrgRequest("x"));

        assertThat(keys).hasSize(2);
    }

    @Test
    void a_connection_that_breaks_before_the_answer_is_tried_anew() {
        // Twice: the JDK's client by itself sends once more.
        replies.add(new Reply(-1, null, ""));
        replies.add(new Reply(-1, null, ""));
        replies.add(new Reply(201, null, DONE));

        client.orgs().create(new OrgRequest("x"));

        assertThat(keys).hasSizeGreaterThanOrEqualTo(2).containsOnly(keys.getFirst());
    }

    @Test
    void another_request_has_another_key() {
        replies.add(new Reply(201, null, DONE));
        replies.add(new Reply(201, null, DONE));

        client.orgs().create(new OrgRequest("x"));
        client.orgs().create(new OrgRequest("x"));

        assertThat(keys).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void what_no_waiting_mends_is_told_at_once() {
        replies.add(new Reply(409, null, problem(409, "conflict")));
        assertThatThrownBy(() -> client.orgs().create(new OrgRequest("x"))).isInstanceOf(ApiException.class);

        replies.add(new Reply(429, "3600", problem(429, "rate_limited")));
        assertThatThrownBy(() -> client.orgs().create(new OrgRequest("x"))).isInstanceOfSatisfying(
                ApiException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(1)));

        assertThat(keys).hasSize(2);
    }

    @Test
    void three_tries_are_the_most() {
        for (int i = 0; i < 5; i++) replies.add(new Reply(503, "0", problem(503, "unavailable")));

        assertThatThrownBy(() -> client.executions().cancel(UUID.randomUUID())).isInstanceOf(ApiException.class);
        assertThat(keys).hasSize(3);
    }

    @Test
    void reading_and_changing_are_sent_again_when_the_server_was_too_busy_for_them() {
        replies.add(new Reply(503, "0", problem(503, "unavailable")));
        replies.add(new Reply(200, null, DONE));
        assertThat(client.orgs().get(UUID.randomUUID()).value().name()).isEqualTo("x");

        replies.add(new Reply(429, "0", problem(429, "rate_limited")));
        replies.add(new Reply(200, null, DONE));
        assertThat(client.orgs().rename(UUID.randomUUID(), new OrgRequest("x")).value().name()).isEqualTo("x");

        assertThat(keys).as("only a POST has one").hasSize(4).containsOnly("null");
    }

    @Test
    void a_proxy_that_says_when_to_come_again_is_believed() {
        replies.add(new Reply(503, "0", "<html>busy</html>"));
        replies.add(new Reply(201, null, DONE));

        assertThat(client.orgs().create(new OrgRequest("x")).value().name()).isEqualTo("x");
    }

    @Test
    void what_may_have_been_done_already_is_sent_again_only_where_that_does_no_harm() {
        List<Duration> waits = new ArrayList<>();
        RetriedRequest request = new RetriedRequest(Retries.USUAL, waits::add);
        UnreachableException broken = new UnreachableException(URI.create("http://127.0.0.1"), "it broke", new IOException("it broke"));

        assertThatThrownBy(() -> request.response(() -> { throw broken; }, false)).isSameAs(broken);
        assertThat(waits).isEmpty();

        assertThatThrownBy(() -> request.response(() -> { throw broken; }, true)).isSameAs(broken);
        assertThat(waits).hasSize(2);
    }

    @Test
    void signing_in_is_never_sent_again() {
        replies.add(new Reply(429, "0", problem(429, "too_many_attempts")));

        assertThatThrownBy(() -> client.login(new LoginRequest("a@example.com", "wrong"))).isInstanceOf(ApiException.class);
        assertThat(keys).hasSize(1);
    }

    @Test
    void each_wait_is_as_long_as_the_server_asked_for() {
        List<Duration> waits = new ArrayList<>();
        Deque<Duration> asked = new ArrayDeque<>(List.of(Duration.ofSeconds(2), Duration.ofSeconds(5)));
        RetriedRequest request = new RetriedRequest(Retries.USUAL, waits::add);

        Transport.Response response = request.response(
                () -> {
                    if (asked.isEmpty()) return new Transport.Response(200, Map.of(), DONE);
                    throw ApiException.unexpected(503, "busy", asked.poll());
                },
                false);

        assertThat(response.status()).isEqualTo(200);
        assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void how_often_and_how_long_is_for_the_client_to_say() {
        List<Duration> waits = new ArrayList<>();
        RetriedRequest patient = new RetriedRequest(new Retries(2, HOUR), waits::add);

        assertThatThrownBy(() -> patient.response(() -> { throw ApiException.unexpected(429, "busy", HOUR); }, false))
                .isInstanceOf(ApiException.class);
        assertThat(waits).containsExactly(HOUR);

        RetriedRequest once = new RetriedRequest(Retries.NONE, waits::add);
        assertThatThrownBy(() -> once.response(() -> { throw ApiException.unexpected(503, "busy", Duration.ZERO); }, true))
                .isInstanceOf(ApiException.class);
        assertThat(waits).hasSize(1);
    }

    @Test
    void whoever_watches_hears_of_each_try_and_of_no_credentials() {
        List<Exchange> seen = new ArrayList<>();
        replies.add(new Reply(503, "0", problem(503, "unavailable")));
        replies.add(new Reply(201, null, DONE));

        new ApiClient(connection("pk_live_x.sk_live_y").observedBy(seen::add)).orgs().create(new OrgRequest("x"));

        assertThat(seen).extracting(Exchange::status).containsExactly(503, 201);
        assertThat(seen.getFirst()).satisfies(exchange -> {
            assertThat(exchange.method() + " " + exchange.uri().getPath()).isEqualTo("POST /api/v1/orgs");
            assertThat(exchange.sent()).isEqualTo("{\"name\":\"x\"}");
            assertThat(exchange.requestHeaders()).containsKey("Idempotency-Key").doesNotContainKey("Authorization");
            assertThat(exchange.answerHeaders().get("retry-after")).isEqualTo("0");
        });
        assertThat(connection("pk_live_x.sk_live_y").toString()).doesNotContain("sk_live_y");
        URI invitation = URI.create("http://127.0.0.1/api/v1/invites/in_secret/accept");
        assertThat(new Exchange("POST", invitation, Map.of(), null, 200, Map.of(), "{}", 1).toString()).doesNotContain("in_secret");
    }

    private ApiConnection connection(@Nullable String token) {
        return new ApiConnection(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "test", token, null, Duration.ofSeconds(10));
    }

    private void answer(HttpExchange exchange) throws IOException {
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        Reply reply = replies.poll();
        try (exchange) {
            if (reply == null || reply.status() < 0) return;
            if (reply.retryAfter() != null) exchange.getResponseHeaders().add("Retry-After", reply.retryAfter());
            byte[] bytes = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String problem(int status, String code) {
        return "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":%d,\"code\":\"%s\"}".formatted(status, code);
    }
}

package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

/** How often one may ask; loopback's addresses stand for clients elsewhere, and 127.0.0.9 for a proxy. */
class RateLimitsTest {
    private static TestDaemon daemon;

    @BeforeAll
    static void start() {
        daemon = TestDaemon.start(Map.of(
                "PRIKKE_RATE_PER_KEY", "5/h",
                "PRIKKE_RATE_PER_ADDRESS", "6/h",
                "PRIKKE_SERVER_TRUSTED_PROXIES", "127.0.0.9, 10.0.0.0/8"));
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void a_caller_is_told_what_is_left_and_refused_when_nothing_is() {
        TestClient ann = daemon.newUser();

        Reply first = ann.get("/me").is(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"user\";q=5;w=3600");
        assertThat(first.header("RateLimit")).isEqualTo("\"user\";r=4;t=720");
        for (int i = 0; i < 4; i++) ann.get("/me").is(200);

        Reply refused = ann.get("/me").isProblem(429, "rate_limited");
        assertThat(refused.header("RateLimit")).matches("\"user\";r=0;t=3[56]\\d\\d");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(700, 720);
    }

    @Test
    void each_address_has_its_own_share_until_it_is_known_who_asks() throws IOException {
        for (int i = 0; i < 6; i++) assertThat(ask("127.0.6.1", "").status()).isEqualTo(401);

        assertThat(ask("127.0.6.1", "").status()).isEqualTo(429);
        assertThat(ask("127.0.6.2", "").status()).isEqualTo(401);
    }

    @Test
    void behind_a_trusted_proxy_the_clients_address_counts() throws IOException {
        for (int i = 0; i < 6; i++) assertThat(ask("127.0.0.9", "X-Forwarded-For: 198.51.100.1").status()).isEqualTo(401);

        assertThat(ask("127.0.0.9", "X-Forwarded-For: 198.51.100.1").status()).isEqualTo(429);
        assertThat(ask("127.0.0.9", "X-Forwarded-For: 203.0.113.9, 198.51.100.1").status()).as("what the client claims").isEqualTo(429);
        assertThat(ask("127.0.0.9", "X-Forwarded-For: 198.51.100.1, 10.1.2.3").status()).as("by a second proxy").isEqualTo(429);
        assertThat(ask("127.0.0.9", "Forwarded: for=203.0.113.7\r\nX-Forwarded-For: 198.51.100.1").status()).isEqualTo(429);
        assertThat(ask("127.0.0.9", "X-Forwarded-For: 198.51.100.2").status()).isEqualTo(401);
        assertThat(ask("127.0.0.9", "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 198.51.100.3").status()).isEqualTo(401);
    }

    @Test
    void what_somebody_else_says_of_their_address_is_not_believed() throws IOException {
        for (int i = 0; i < 6; i++) assertThat(ask("127.0.6.3", "X-Forwarded-For: 198.51.101." + i).status()).isEqualTo(401);

        assertThat(ask("127.0.6.3", "X-Forwarded-For: 198.51.101.77").status()).isEqualTo(429);
    }

    @Test
    void health_is_answered_always() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Wire wire = new Wire(daemon.url(), "127.0.6.4")) {
                assertThat(wire.write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void nothing_else_passes_for_health() throws IOException {
        for (int i = 0; i < 6; i++) assertThat(first("GET /healthy", "127.0.6.5", "")).isEqualTo(404);

        assertThat(first("GET /healthy", "127.0.6.5", "")).isEqualTo(429);
        assertThat(first("GET /health/../api/v1/me", "127.0.6.5", "")).isEqualTo(400);
        assertThat(first("GET /%68ealth/live", "127.0.6.5", "")).isEqualTo(200);
    }

    @Test
    void a_token_that_is_right_spares_its_address_only_where_it_is_asked_for() throws IOException {
        String token = "\r\nAuthorization: Bearer " + daemon.newUser().token();
        assertThat(first("GET /api/v1/me", "127.0.6.6", token)).isEqualTo(200);
        for (int i = 0; i < 5; i++) assertThat(first("POST /api/v1/auth/login", "127.0.6.6", token)).isEqualTo(400);

        assertThat(first("POST /api/v1/auth/login", "127.0.6.6", token)).isEqualTo(429);
        assertThat(first("POST /api/v1/%61uth/login", "127.0.6.6", token)).isEqualTo(429);
        assertThat(first("GET /login", "127.0.6.6", token)).isEqualTo(429);
        assertThat(first("GET /api/v1/me", "127.0.6.6", token)).isEqualTo(200);
    }

    @Test
    void a_key_that_was_right_is_not_held_to_the_rate_of_its_address() throws IOException {
        try (TestDaemon usual = TestDaemon.start(Map.of());
                Wire wire = new Wire(usual.url(), "127.0.6.7")) {
            String token = usual.newUser().post("/keys", "{\"name\":\"ci\"}").is(201).at("token");

            assertThat(wire.pipelined("GET /api/v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n", 500))
                    .containsOnly(200);
        }
    }

    private static int first(String line, String from, String header) throws IOException {
        try (Wire wire = new Wire(daemon.url(), from)) {
            return wire.write(line + " HTTP/1.1\r\nHost: x" + header + "\r\n\r\n").read().status();
        }
    }

    private static Wire.Reply ask(String from, String header) throws IOException {
        try (Wire wire = new Wire(daemon.url(), from)) {
            return wire.write("GET /api/v1/me HTTP/1.1\r\nHost: x\r\n" + (header.isEmpty() ? "" : header + "\r\n") + "\r\n").read();
        }
    }
}

package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.daemon.TestDaemon;

/** Clients that begin something and do not go on. */
@Timeout(30)
class SlowClientsTest {
    private static final String GOOD = "GET /version HTTP/1.1\r\nHost: x\r\n\r\n";
    private static TestDaemon daemon;

    @BeforeAll
    static void start() {
        daemon = TestDaemon.start(Map.of(
                "PRIKKE_SERVER_REQUEST_TIMEOUT", "1s",
                "PRIKKE_SERVER_IDLE_TIMEOUT", "2s",
                "PRIKKE_SERVER_MAX_CONNECTIONS", "300"));
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void while_many_drip_a_good_client_is_served_and_they_are_hung_up_on() throws Exception {
        List<Wire> drips = new ArrayList<>();
        for (int i = 0; i < 200; i++) drips.add(new Wire(daemon.url(), "127.0.5.1").write("G"));
        long slowest = 0;
        for (int round = 0; round < 20; round++) {
            String next = round == 0 ? "ET /version HTTP/1.1\r\nX" : "x";
            drips.removeIf(drip -> !wrote(drip, next));
            long from = System.nanoTime();
            try (Wire good = new Wire(daemon.url(), "127.0.5.2")) {
                assertThat(good.write(GOOD).read().status()).isEqualTo(200);
            }
            slowest = Math.max(slowest, System.nanoTime() - from);
            TimeUnit.MILLISECONDS.sleep(150);
        }

        assertThat(drips).as("still connected after three times what they may take").isEmpty();
        assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).as("ms that the good client waited at the most").isLessThan(2_000);
    }

    @Test
    void who_connects_and_says_nothing_is_hung_up_on() throws IOException {
        try (Wire wire = new Wire(daemon.url(), "127.0.5.3")) {
            assertEnds(wire);
        }
    }

    @Test
    void a_body_that_does_not_come_is_waited_for_no_longer_than_that() throws IOException {
        try (Wire wire = new Wire(daemon.url(), "127.0.5.4")) {
            wire.write("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{");
            assertEnds(wire);
        }
    }

    @Test
    void a_connection_is_kept_for_the_next_request_and_then_closed() throws Exception {
        try (Wire wire = new Wire(daemon.url(), "127.0.5.5")) {
            assertThat(wire.write(GOOD).read().status()).isEqualTo(200);
            TimeUnit.MILLISECONDS.sleep(1_300);
            assertThat(wire.write(GOOD).read().status()).isEqualTo(200);
            assertEnds(wire);
        }
    }

    private static boolean wrote(Wire wire, String text) {
        try {
            wire.write(text);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** With an answer or without. */
    private static void assertEnds(Wire wire) throws IOException {
        long from = System.nanoTime();
        try {
            assertThat(wire.rest()).doesNotContain("HTTP/1.1 2");
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from)).isLessThan(10);
    }
}

package prikke.daemon.http;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** Somebody who tries one password or key after the other; loopback has addresses enough to try from. */
@Isolated("measures what it costs")
class BruteForceTest {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static TestDaemon daemon;

    @BeforeAll
    static void start() {
        daemon = TestDaemon.start(Map.of("PRIKKE_RATE_PER_ADDRESS", "off"));
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void a_thousand_wrong_passwords_are_throttled_cost_little_and_lock_nobody_out_elsewhere() throws IOException {
        daemon.nobody().register("ann@example.com");
        long before = PROCESS.getProcessCpuTime();

        Map<Integer, Long> answers = statuses("127.0.0.2", login("ann@example.com", "wrong horse"), 1000);

        long millis = (PROCESS.getProcessCpuTime() - before) / 1_000_000;
        assertThat(answers).containsOnlyKeys(401, 429);
        // Ten, and those that came back while the thousand were under way; each is one password that was hashed.
        assertThat(answers.get(401)).isBetween(10L, 13L);
        assertThat(millis).as("processor time in ms").isLessThan(8_000);
        Wire.Reply refused = one("127.0.0.2", login("ann@example.com", TestClient.PASSWORD));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
        assertThat(refused.body()).contains("too_many_attempts").doesNotContain("ann");
        assertThat(one("127.0.0.3", login("ann@example.com", TestClient.PASSWORD)).status()).isEqualTo(200);
    }

    @Test
    void an_account_that_is_not_there_is_throttled_just_as_one_that_is() throws IOException {
        daemon.nobody().register("bob@example.com");
        List<List<Wire.Reply>> both = new ArrayList<>();
        for (String email : List.of("bob@example.com", "nobody@example.com")) {
            List<Wire.Reply> replies = new ArrayList<>();
            String from = email.startsWith("bob") ? "127.0.1.1" : "127.0.1.2";
            for (int i = 0; i < 12; i++) replies.add(one(from, login(email, "wrong horse")));
            both.add(replies);
        }

        Function<Wire.Reply, String> shape = reply -> reply.status() + reply.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
        assertThat(both.getFirst().stream().map(shape)).containsExactlyElementsOf(both.getLast().stream().map(shape).toList());
        assertThat(both.getFirst().getLast().status()).isEqualTo(429);
    }

    @Test
    void ten_thousand_wrong_keys_are_throttled_cost_little_and_lock_nobody_out_elsewhere() throws IOException {
        TestClient ann = daemon.newUser();
        long before = PROCESS.getProcessCpuTime();
        long from = System.nanoTime();

        Map<Integer, Long> answers = statuses("127.0.2.1", me("pk_live_" + "A".repeat(24) + ".sk_live_" + "B".repeat(32)), 10_000);

        long seconds = (System.nanoTime() - from) / 1_000_000_000;
        long millis = (PROCESS.getProcessCpuTime() - before) / 1_000_000;
        assertThat(answers).containsOnlyKeys(401, 429);
        assertThat(answers.get(401)).isBetween(100L, 101 + seconds);
        assertThat(millis).as("processor time in ms").isLessThan(15_000);
        assertThat(one("127.0.2.1", me(String.valueOf(ann.token()))).status()).isEqualTo(429);
        assertThat(one("127.0.2.2", me(String.valueOf(ann.token()))).status()).isEqualTo(200);
    }

    @Test
    void the_time_of_an_answer_does_not_tell_whether_there_is_an_account() throws IOException {
        daemon.nobody().register("cid@example.com");
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            known.add(nanos("127.0.3." + i, login("cid@example.com", "wrong horse")));
            unknown.add(nanos("127.0.4." + i, login("dot@example.com", "wrong horse")));
        }

        // Interleaved, so that whatever else the machine does falls on both. Without the hashing, one would be a tenth of the other.
        double ratio = (double) median(known) / median(unknown);
        assertThat(ratio).isBetween(0.6, 1.6);
    }

    private static long nanos(String from, String request) throws IOException {
        try (Wire wire = new Wire(daemon.url(), from)) {
            long start = System.nanoTime();
            assertThat(wire.write(request).read().status()).isEqualTo(401);
            return System.nanoTime() - start;
        }
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static Map<Integer, Long> statuses(String from, String request, int count) throws IOException {
        try (Wire wire = new Wire(daemon.url(), from)) {
            return wire.pipelined(request, count).stream().collect(groupingBy(Function.identity(), counting()));
        }
    }

    private static Wire.Reply one(String from, String request) throws IOException {
        try (Wire wire = new Wire(daemon.url(), from)) {
            return wire.write(request).read();
        }
    }

    private static String me(String token) {
        return "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    }

    private static String login(String email, String password) {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}

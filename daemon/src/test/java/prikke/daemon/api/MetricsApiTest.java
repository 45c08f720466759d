package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prikke.core.Version;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** What is there for Prometheus and its like. */
class MetricsApiTest {
    private static final String TOKEN = "a-token-for-the-metrics";

    @Test
    void what_was_attempted_and_asked_is_counted_and_the_process_tells_of_itself() throws Exception {
        try (TestDaemon daemon = TestDaemon.start(Map.of()); Target target = new Target()) {
            TestClient user = daemon.newUser();
            String id = user.post("/jobs", "{\"url\":\"" + target.url("/200") + "\"}").is(202).at("execution_id");
            user.get("/executions/" + id + "?wait=20s").is(200);

            TestClient.Reply page = daemon.nobody().get("//metrics").is(200);
            assertThat(page.header("Content-Type")).startsWith("text/plain; version=0.0.4");
            assertThat(page.text().lines()).contains(
                    "prikke_attempts_total{status=\"success\"} 1.0",
                    "prikke_attempts_total{status=\"failed\"} 0.0",
                    "prikke_executions_total{status=\"success\"} 1.0",
                    "prikke_attempt_lag_seconds_count 1",
                    "prikke_attempts_in_flight 0.0",
                    "prikke_executions_held 0.0",
                    "prikke_attempts_in_flight_limit 256.0",
                    "prikke_nodes{state=\"live\"} 1.0",
                    "prikke_backlog_age_seconds 0.0",
                    "prikke_event_streams 0.0",
                    "prikke_database_up 1.0",
                    "prikke_build_info{database=\"h2\",version=\"" + Version.CURRENT + "\"} 1");
            // A request is counted once it is answered, which its client may see first.
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(daemon.nobody().get("//metrics").text())
                    .contains("prikke_http_requests_total{method=\"POST\",status=\"202\"} 1.0\n", "\nprikke_http_request_seconds_bucket{le=\"0.001\"} "));
            assertThat(page.text()).contains("\njvm_memory_used_bytes{", "\nprocess_cpu_seconds_total ").doesNotContain("example.com", id);
        }
    }

    @Test
    void it_is_open_only_where_nobody_but_this_machine_reaches_the_daemon() {
        try (TestDaemon daemon = TestDaemon.start(Map.of("PRIKKE_SERVER_PUBLIC_URL", "https://prikke.example.com"))) {
            TestClient administrator = daemon.newUser();

            daemon.nobody().get("//metrics").isProblem(401, "unauthorized");
            daemon.newUser().get("//metrics").isProblem(403, "forbidden");
            daemon.nobody().as("not-the-token-at-all").get("//metrics").isProblem(401, "unauthorized");
            administrator.get("//metrics").is(200);
        }
    }

    @Test
    void a_token_that_is_set_has_to_be_shown() {
        try (TestDaemon daemon = TestDaemon.start(Map.of("PRIKKE_METRICS_TOKEN", TOKEN))) {
            daemon.nobody().get("//metrics").isProblem(401, "unauthorized");
            daemon.nobody().as(TOKEN + "x").get("//metrics").isProblem(401, "unauthorized");
            assertThat(daemon.nobody().as(TOKEN).get("//metrics").is(200).text()).contains("prikke_database_up").doesNotContain(TOKEN);
            var open = daemon.nobody().as(TOKEN).send("GET", "//metrics", Map.of("Accept", "application/openmetrics-text;version=1.0.0"));
            assertThat(open.is(200).header("Content-Type")).startsWith("application/openmetrics-text");
            assertThat(open.text()).endsWith("# EOF\n");
        }
    }
}

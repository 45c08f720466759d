package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.core.api.Json;

/** One-off calls, and what waiting for them ends with. */
@ExtendWith(Prikked.Shared.class)
@Isolated("measures how soon")
class SendIT {
    private final Shell shell;
    private final Target target;

    SendIT(Prikked prikked) {
        shell = prikked.inOrganizationOfItsOwn();
        target = prikked.target();
    }

    @Test
    void a_call_is_made_at_once_and_its_execution_is_named() {
        var sent = shell.prikke("send", target.url("/send/now"), "-d", "hello", "-q");

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> target.calls("/send/now").size() == 1);
        Target.Call call = target.calls("/send/now").getFirst();
        assertThat(call.body()).isEqualTo("hello");
        assertThat(call.headers().firstValue("Prikke-Execution-Id")).contains(sent.out().strip());
        assertThat(shell.prikke("runs", "show", sent.out().strip(), "-q").out()).isEqualTo(sent.out());
    }

    @Test
    void waiting_for_a_success_ends_with_0_and_prints_the_answer() {
        var sent = shell.prikke("send", target.url("/send/wait"), "--wait");

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("Status     success", "Answer     200").endsWith("\ndone\n");
        assertThat(sent.err()).isEmpty();
    }

    @Test
    void waiting_for_a_failure_ends_with_7() throws JsonProcessingException {
        var sent = shell.prikke("send", target.url("/status/500"), "--retries", "0", "--wait", "-o", "json");

        assertThat(sent.exitCode()).isEqualTo(7);
        JsonNode execution = Json.mapper().readTree(sent.out());
        assertThat(execution.path("status").asText()).isEqualTo("failed");
        assertThat(execution.path("status_code").asInt()).isEqualTo(500);
        assertThat(execution.path("error_code").asText()).isEqualTo("http_status");
    }

    @Test
    void waiting_ends_with_7_where_nobody_listens() {
        var sent = shell.prikke("send", "http://127.0.0.1:1/", "--retries", "0", "--wait");

        assertThat(sent.exitCode()).isEqualTo(7);
        assertThat(sent.out()).contains("connect_refused");
    }

    @Test
    void waiting_for_longer_than_was_said_ends_with_8() {
        var sent = shell.prikke("send", target.url("/never"), "--wait=1s", "--timeout", "5s", "--retries", "0");

        assertThat(sent.exitCode()).isEqualTo(8);
        assertThat(sent.err()).contains("has not ended yet; it is running", "prikke runs show ");
    }

    @Test
    void the_end_is_known_within_a_tenth_of_a_second_of_the_targets_answer() {
        shell.prikke("send", target.url("/send/warm"), "--wait", "-q");
        var sent = shell.prikke("send", target.url("/send/timed"), "--in", "2s", "--wait", "-q");
        long ended = System.nanoTime();

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        // The start of the command lies within the two seconds; what is measured is the way back, the end of the process included.
        Duration wayBack = Duration.ofNanos(ended - target.calls("/send/timed").getFirst().nanos());
        assertThat(wayBack).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void a_call_for_later_waits_for_its_time() throws JsonProcessingException {
        var sent = shell.prikke("send", target.url("/send/later"), "--in", "1h", "-o", "json");

        JsonNode job = Json.mapper().readTree(sent.out());
        assertThat(job.path("execution_id").isTextual()).isTrue();
        assertThat(job.path("key").isNull()).isTrue();
        var execution = shell.prikke("runs", "show", job.path("execution_id").asText());
        assertThat(execution.out()).contains("Status     pending");
        assertThat(target.calls("/send/later")).isEmpty();
    }
}

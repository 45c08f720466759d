package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.api.Json;

/** The main job: added at the terminal, run on time, its result read. */
@ExtendWith(Prikked.Shared.class)
class JobsIT {
    private final Shell shell;
    private final Target target;

    JobsIT(Prikked prikked) {
        shell = prikked.inOrganizationOfItsOwn();
        target = prikked.target();
    }

    @Test
    void a_job_of_every_second_is_delivered_each_second_once_with_a_signature_that_the_official_library_accepts() throws Exception {
        assertThat(shell.prikke("jobs", "add", "tick", target.url("/tick"), "--every", "1s", "-d", "{\"é\": 1}"))
                .satisfies(added -> {
                    assertThat(added.exitCode()).as(added.err()).isZero();
                    assertThat(added.out()).matches("Added tick: Every second, next 20\\S+Z\\.\n");
                });

        await().atMost(Duration.ofSeconds(60)).until(() -> target.calls("/tick").size() >= 4);
        shell.prikke("jobs", "pause", "tick");

        List<Target.Call> calls = target.calls("/tick");
        var webhook = new Webhook(secret());
        for (Target.Call call : calls) {
            webhook.verify(call.body(), call.headers());
        }
        List<Instant> due = calls.stream()
                .map(call -> Instant.parse(call.headers().firstValue("Prikke-Scheduled-For").orElseThrow()))
                .sorted()
                .toList();
        for (int i = 1; i < due.size(); i++) {
            assertThat(due.get(i)).isEqualTo(due.get(i - 1).plusSeconds(1));
        }
    }

    @Test
    void what_ran_is_in_the_history_with_the_answer_of_the_target() throws JsonProcessingException {
        shell.prikke("jobs", "add", "report", target.url("/report"), "--cron", "0 3 * * *", "--tz", "Europe/Oslo");
        var run = shell.prikke("jobs", "run", "report", "--wait");
        assertThat(run.exitCode()).as(run.err()).isZero();

        JsonNode runs = json(shell.prikke("runs", "list", "--job", "report", "-o", "json"));
        assertThat(runs).hasSize(1);
        assertThat(runs.get(0).path("status").asText()).isEqualTo("success");
        assertThat(runs.get(0).path("trigger").asText()).isEqualTo("manual");
        var shown = shell.prikke("runs", "show", runs.get(0).path("id").asText());
        assertThat(shown.out()).contains("Status     success", "Answer     200", "1  success   200").endsWith("\ndone\n");
        assertThat(run.out()).contains("Status     success").endsWith("\ndone\n");
    }

    @Test
    void a_job_can_be_shown_changed_held_released_and_removed() throws JsonProcessingException {
        shell.prikke("jobs", "add", "backup", target.url("/backup"), "--cron", "0 3 * * *", "--tag", "ops", "-H", "X-A: b");

        assertThat(shell.prikke("jobs", "show", "backup").out()).contains("At 03:00", "POST " + target.url("/backup"), "X-A: b", "ops");
        assertThat(shell.prikke("jobs", "next", "backup", "-n", "2").out()).contains("03:00:00  +00:00");
        assertThat(shell.prikke("jobs", "edit", "backup", "--every", "10m", "--clear", "tags").out())
                .startsWith("Changed backup: Every 10 minutes, next ");
        JsonNode changed = json(shell.prikke("jobs", "show", "backup", "-o", "json"));
        assertThat(changed.path("cron").isNull()).isTrue();
        assertThat(changed.path("tags")).isEmpty();
        assertThat(shell.prikke("jobs", "pause", "backup").out()).isEqualTo("Paused backup: Every 10 minutes, paused.\n");
        assertThat(json(shell.prikke("jobs", "list", "-o", "json")).get(0).path("state").asText()).isEqualTo("paused");
        assertThat(shell.prikke("jobs", "resume", "backup").out()).startsWith("Resumed backup: Every 10 minutes, next ");
        assertThat(shell.prikke("jobs", "rm", "backup").out()).isEqualTo("Removed backup.\n");
        assertThat(shell.prikke("jobs", "show", "backup").exitCode()).isEqualTo(4);
    }

    @Test
    void upsert_makes_a_job_and_then_replaces_it() throws JsonProcessingException {
        for (String every : List.of("10m", "20m")) {
            var saved = shell.prikke("jobs", "add", "sync", target.url("/sync"), "--every", every, "--upsert");
            assertThat(saved.exitCode()).as(saved.err()).isZero();
        }

        JsonNode jobs = json(shell.prikke("jobs", "list", "-o", "json"));
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).path("every").asText()).isEqualTo("PT20M");
    }

    @Test
    void following_a_run_tells_of_each_attempt() {
        shell.prikke("jobs", "add", "flaky", target.url("/status/500/flaky"), "--every", "1d", "--retries", "1", "--retry-delay", "1s",
                "--backoff", "fixed");

        var followed = shell.prikke("jobs", "run", "flaky", "--follow");

        assertThat(followed.exitCode()).isEqualTo(7);
        assertThat(followed.err()).containsSubsequence("attempt 1: failed 500", "attempt 2: failed 500");
        assertThat(followed.out()).contains("Attempts   2 of 2");
    }

    @Test
    void words_that_are_not_ascii_arrive_whatever_the_locale() throws JsonProcessingException {
        var posix = shell.without("LANG").with("LC_ALL", "C");

        posix.prikke("jobs", "add", "words", target.url("/words"), "--every", "1d", "-d", "blåbærsyltetøy ✓", "--name", "Ærlig");

        JsonNode job = json(posix.prikke("jobs", "show", "words", "-o", "json"));
        assertThat(job.path("body").asText()).isEqualTo("blåbærsyltetøy ✓");
        assertThat(posix.prikke("jobs", "show", "words").out()).contains("Ærlig");
    }

    private String secret() throws JsonProcessingException {
        return new Api(shell).get("/webhook-secrets").path("data").get(0).path("secret").asText();
    }

    private static JsonNode json(Shell.Result result) throws JsonProcessingException {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return Json.mapper().readTree(result.out());
    }
}

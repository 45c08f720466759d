package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of a job become on the wire. */
class JobRequestsTest {
    @TempDir
    Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void only_what_was_said_is_sent() {
        run("jobs", "add", "backup", "https://example.com/", "--cron", "0 3 * * *");

        assertThat(server.last().body()).isEqualTo("{\"key\":\"backup\",\"url\":\"https://example.com/\",\"cron\":\"0 3 * * *\"}");
    }

    @Test
    void every_option_has_its_field() {
        run("jobs", "add", "k", "http://x/", "--name", "N", "--every", "10m", "--tz", "Europe/Oslo", "-X", "PUT", "-H", "A: 1", "-H",
                "A: 2", "-H", "B:3", "-d", "body", "--timeout", "5s", "--retries", "2", "--backoff", "fixed", "--retry-delay", "1s",
                "--max-retry-delay", "1m", "--expect-status", "204", "--expect-body", "/ok/", "--follow-redirects", "--overlap", "skip",
                "--misfire", "run_all", "--misfire-grace", "1m", "--queue", "q", "--priority", "9", "--jitter", "3s", "--dst", "skip",
                "--disabled", "--tag", "a", "--tag", "b");

        assertThat(server.last().body()).isEqualTo(
                """
                {"key":"k","name":"N","url":"http://x/","method":"PUT","headers":{"A":"1, 2","B":"3"},"body":"body","every":"10m",\
                "timezone":"Europe/Oslo","dst":"skip","timeout":"5s","retries":2,"backoff":"fixed","retry_delay":"1s",\
                "max_retry_delay":"1m","expected_status":"204","expected_body":"/ok/","follow_redirects":true,"overlap":"skip",\
                "misfire":"run_all","misfire_grace":"1m","queue":"q","priority":9,"jitter":"3s","enabled":false,"tags":["a","b"]}""");
    }

    @Test
    void an_instant_may_be_as_the_clock_on_the_wall_shows_it() {
        run("jobs", "add", "http://x/", "--at", "2026-07-01T09:00", "--tz", "Europe/Oslo");
        assertThat(server.last().body()).contains("\"run_at\":\"2026-07-01T07:00:00.000Z\"");

        run("jobs", "add", "http://x/", "--at", "2026-07-01T09:00:00+05:00");
        assertThat(server.last().body()).contains("\"run_at\":\"2026-07-01T09:00:00+05:00\"");
    }

    @Test
    void a_body_may_come_from_a_file_or_from_stdin() throws IOException {
        Path file = Files.writeString(folder.resolve("body.json"), "{\"é\": 1}\n");

        run("send", "http://x/", "-d", "@" + file);
        assertThat(server.last().body()).contains("\"body\":\"{\\\"é\\\": 1}\\n\"");

        commandRun().stdin("from stdin").run("send", "http://x/", "-d", "@-");
        assertThat(server.last().body()).contains("\"body\":\"from stdin\"");
    }

    @Test
    void a_body_that_cannot_be_sent_as_it_is_is_refused_here() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});

        assertThat(run("send", "http://x/", "-d", "@" + binary)).satisfies(result -> {
            assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCodes.REFUSED);
            assertThat(result.err()).contains("not text in UTF-8");
        });
        assertThat(run("send", "http://x/", "-d", "@nowhere")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(result.err()).contains("There is no file nowhere");
        });
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void lines_that_contradict_themselves_are_refused_before_anything_is_sent() {
        assertThat(run("jobs", "add", "k", "http://x/", "--now", "--every", "1s").err()).contains("--now cannot go with");
        assertThat(run("jobs", "add", "k", "http://x/", "--every", "1s", "--wait").err()).contains("jobs run KEY --wait");
        assertThat(run("jobs", "add", "http://x/", "--upsert").err()).contains("--upsert needs the key");
        assertThat(run("jobs", "add", "http://x/", "-H", "no colon").err()).contains("-H 'Name: value'");
        assertThat(run("send", "http://x/", "--cron", "* * * * *").err()).contains("send calls once");
        assertThat(run("jobs", "edit", "k").err()).contains("Nothing is named that is to change");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void upsert_puts_the_job_under_its_key() {
        run("jobs", "add", "k.1", "http://x/", "--every", "1s", "--upsert");

        assertThat(server.last().method() + " " + server.last().target()).isEqualTo("PUT /api/v1/jobs/k.1");
    }

    @Test
    void edit_sends_a_merge_patch_in_which_cleared_fields_are_null() {
        server.on("GET /api/v1/jobs/k", 200, "{'key':'k'}");
        run("jobs", "edit", "k", "--retries", "0", "--no-enabled", "--clear", "body", "--clear", "tags");

        assertThat(server.last().method() + " " + server.last().target()).isEqualTo("PATCH /api/v1/jobs/k");
        assertThat(server.last().body()).isEqualTo("{\"retries\":0,\"enabled\":false,\"body\":null,\"tags\":null}");
    }

    @Test
    void edit_changes_the_job_only_as_it_was_read_and_tells_when_somebody_else_was_faster() {
        server.on("GET /api/v1/jobs/k", 200, "{'key':'k'}").tagged("\"1.2-abc\"");
        server.on("PATCH /api/v1/jobs/k", 412, "{'type':'about:blank','title':'Precondition Failed','status':412,'code':'stale','detail':'It has changed.'}");

        var result = run("jobs", "edit", "k", "--retries", "0");

        assertThat(server.last().header("If-Match")).isEqualTo("\"1.2-abc\"");
        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).contains("It has changed.", "run the command again");
    }

    @Test
    void what_is_to_be_done_once_carries_a_key_of_its_own() {
        run("jobs", "run", "k");
        run("jobs", "run", "k");

        assertThat(server.requests()).extracting(request -> request.header("Idempotency-Key")).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void what_is_put_into_a_path_is_encoded() {
        run("jobs", "show", "a/../b?c");

        assertThat(server.last().target()).isEqualTo("/api/v1/jobs/a%2F..%2Fb%3Fc");
    }

    private CommandRun.Result run(String... args) {
        return commandRun().run(args);
    }

    private CommandRun commandRun() {
        return new CommandRun(folder).with("PRIKKE_SERVER", server.url()).with("PRIKKE_API_KEY", "key");
    }
}

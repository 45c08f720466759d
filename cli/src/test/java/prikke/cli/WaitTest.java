package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --wait} takes and how it ends. The clock stands still here, so every wait asks for the same span. */
class WaitTest {
    private static final String ID = "019b76da-4e5a-7c3e-9f3b-000000000001";

    @TempDir
    Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer()
                .on("POST /api/v1/jobs/backup/run", 201, execution("pending"))
                .on("GET /api/v1/executions/" + ID + "/attempts", 200, "{'data': [], 'next_cursor': null}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void without_it_the_execution_is_only_named() {
        var result = run("jobs", "run", "backup");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("Started backup.\nIts execution: " + ID + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--wait", "--wait=1h", "--wait=PT1H"})
    void an_execution_that_succeeded_ends_with_0(String wait) {
        ends("PT25S", "success");

        assertThat(run("jobs", "run", "backup", wait).exitCode()).isZero();
        assertThat(run("jobs", "run", wait, "backup").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "timeout", "missed", "skipped", "cancelled"})
    void one_that_ended_otherwise_ends_with_7_and_is_printed_all_the_same(String status) {
        ends("PT25S", status);

        var result = run("jobs", "run", "backup", "--wait");

        assertThat(result.exitCode()).isEqualTo(ExitCodes.EXECUTION_FAILED);
        assertThat(result.out()).contains("Status     " + status);
    }

    @Test
    void the_time_may_stand_in_the_next_word_too() {
        ends("PT5S", "success");

        assertThat(run("jobs", "run", "backup", "--wait", "5s").exitCode()).isZero();
        assertThat(server.requests()).anyMatch(request -> request.target().endsWith("?wait=PT5S"));
    }

    @Test
    void one_that_has_not_ended_in_time_ends_with_8() {
        ends("PT0S", "retrying");

        var result = run("jobs", "run", "backup", "--wait=0s");

        assertThat(result.exitCode()).isEqualTo(ExitCodes.TIMED_OUT);
        assertThat(result.err()).isEqualTo("error: The execution " + ID + " has not ended yet; it is retrying.\n"
                + "Look again with: prikke runs show " + ID + "\n");
    }

    @Test
    void with_json_the_result_is_the_execution_and_nothing_else() {
        ends("PT25S", "failed");

        var result = run("jobs", "run", "backup", "--wait", "-o", "json");

        assertThat(result.exitCode()).isEqualTo(ExitCodes.EXECUTION_FAILED);
        assertThat(result.out()).startsWith("{\n  \"id\": \"" + ID).contains("\"status\": \"failed\"");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_time_that_is_none_is_refused() {
        assertThat(run("jobs", "run", "backup", "--wait=soon")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(result.err()).contains("'soon' is not a duration");
        });
    }

    private void ends(String wait, String status) {
        server.on("GET /api/v1/executions/" + ID + "?wait=" + wait, 200, execution(status));
    }

    private static String execution(String status) {
        return ("{'id': '%1$s', 'job_id': '%1$s', 'job_key': 'backup', 'trigger': 'manual', 'status': '%2$s',"
                        + " 'scheduled_for': '2026-01-02T01:56:00.000Z', 'attempts': 1, 'max_attempts': 1, 'priority': 5}")
                .formatted(ID, status);
    }

    private CommandRun.Result run(String... args) {
        return new CommandRun(folder).with("PRIKKE_SERVER", server.url()).with("PRIKKE_API_KEY", "key").run(args);
    }
}

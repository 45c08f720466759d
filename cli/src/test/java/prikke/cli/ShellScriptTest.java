package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell where stdin is no terminal. */
class ShellScriptTest {
    @TempDir
    Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer()
                .on("GET /api/v1/keys", 200, "{'data': [], 'next_cursor': null}")
                .on("GET /api/v1/jobs/a%20b", 404, "{'title': 'x', 'status': 404, 'code': 'not_found'}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void its_lines_are_run_with_or_without_the_programs_name_and_comments_are_not() {
        var result = script("# first\n\nversion -q\nprikke cron next @daily -n 1 -q\nexit\nnonsense\n");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("0.1.0\n").endsWith("Z\n");
    }

    @Test
    void the_first_that_fails_ends_it_with_its_exit_code() {
        var result = script("keys list -q\njobs shw\nversion\n");

        assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Did you mean show?").endsWith("Line 2 ended with exit code 2; what stands below it was not run: jobs shw\n");
    }

    @Test
    void words_in_quotes_hold_spaces_and_a_quote_that_is_not_closed_is_told() {
        assertThat(script("jobs show 'a b'\n").exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
        assertThat(server.requests().getFirst().target()).isEqualTo("/api/v1/jobs/a%20b");
        assertThat(script("jobs show 'a b\n")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(result.err()).contains("Line 1 is not finished: a quote is not closed");
        });
    }

    @Test
    void what_the_shell_was_told_holds_for_each_command_that_does_not_say_otherwise() {
        var run = run().stdin("keys list\nkeys list --api-key other\nkeys list -o csv\n");

        var result = run.run("shell", "--api-key", "mine", "-o", "json");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(server.requests()).extracting(request -> request.header("Authorization")).containsExactly("Bearer mine", "Bearer other", "Bearer mine");
        assertThat(result.out()).startsWith("[ ]\n[ ]\nid,name,");
    }

    @Test
    void a_command_may_not_read_the_script_away_and_there_is_no_shell_in_the_shell() {
        assertThat(script("jobs add x http://x -d @-\nversion\n").err()).contains("stdin is read by the shell");
        assertThat(script("shell\n").err()).contains("This is the shell already.");
        assertThat(script("daemon run\n").err()).contains("daemon start");
    }

    private CommandRun.Result script(String lines) {
        return run().stdin(lines).run("shell", "--api-key", "key");
    }

    private CommandRun run() {
        return new CommandRun(folder).with("PRIKKE_SERVER", server.url());
    }
}

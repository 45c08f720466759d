package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prikke runs replay-failed}. */
class ReplayFailedTest {
    private static final String ROUTE = "POST /api/v1/executions/replay";

    @TempDir
    Path folder;

    private FakeServer server;

    @BeforeEach
    void open() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void failures_of_the_last_day_up_to_now_are_replayed_unless_told_otherwise() {
        server.on(ROUTE, 200, "{'count':1,'ids':['019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55'],'more':false}");

        var result = run("--job", "backup");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("Replayed 1 execution.\n");
        assertThat(server.last().body()).isEqualTo(
                "{\"job\":\"backup\",\"since\":\"24h\",\"until\":\"2026-01-02T01:56:00.000Z\",\"limit\":1000}");
    }

    @Test
    void it_goes_on_until_there_are_no_more_or_enough() {
        server.on(ROUTE, 200, "{'count':2,'ids':['019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55','019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f56'],'more':true}");

        var result = run("-n", "4", "-q");

        assertThat(result.out().lines()).hasSize(4);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.last().body()).contains("\"limit\":2}");
    }

    @Test
    void where_nothing_failed_it_says_how_far_it_looked() {
        server.on(ROUTE, 200, "{'count':0,'ids':[],'more':false}");

        assertThat(run().out()).isEqualTo("Nothing is left to replay since 24h ago; look further back with --since.\n");
        assertThat(run("-o", "json").out()).containsPattern("\"count\" ?: 0");
        assertThat(run("-n", "0").exitCode()).isEqualTo(2);
    }

    private CommandRun.Result run(String... options) {
        String[] words = new String[options.length + 6];
        System.arraycopy(new String[] {"runs", "replay-failed", "--server", server.url(), "--api-key", "k"}, 0, words, 0, 6);
        System.arraycopy(options, 0, words, 6, options.length);
        return new CommandRun(folder).run(words);
    }
}

package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.api.Json;

/** What a list of two pages looks like in every format. */
class FormatsTest {
    private static final String FIRST =
            "{'id': '019b76da-4e5a-7c3e-9f3b-000000000001', 'name': 'ci', 'public_id': 'pk_live_1', 'scope': 'write',"
                    + " 'created_at': '2026-01-01T00:00:00.000Z', 'last_used_at': '2026-01-02T01:55:00.000Z', 'new_field': {'a': 1.50}}";
    private static final String SECOND =
            "{'id': '019b76da-4e5a-7c3e-9f3b-000000000002', 'name': 'a, b', 'public_id': 'pk_live_2', 'scope': 'read',"
                    + " 'created_at': '2026-01-01T00:00:00.000Z', 'expires_at': null}";

    @TempDir
    Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer()
                .on("GET /api/v1/keys", 200, "{'data': [" + FIRST + "], 'next_cursor': 'c 2'}")
                .on("GET /api/v1/keys?cursor=c%202", 200, "{'data': [" + SECOND + "], 'next_cursor': null}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void json_is_the_array_of_all_pages_with_every_field_as_it_came() throws JsonProcessingException {
        String out = keys("-o", "json");

        assertThat(Json.mapper().readTree(out)).isEqualTo(Json.mapper().readTree(("[" + FIRST + "," + SECOND + "]").replace('\'', '"')));
        assertThat(out).startsWith("[\n  {\n").endsWith("]\n");
    }

    @Test
    void yaml_is_the_same_document() {
        assertThat(keys("-o", "yaml")).startsWith("- id: 019b76da-4e5a-7c3e-9f3b-000000000001\n  name: ci\n")
                .contains("  new_field:\n    a: 1.5\n", "  expires_at: null\n", "  created_at: '2026-01-01T00:00:00.000Z'\n");
    }

    @Test
    void csv_has_a_column_for_each_field_of_the_api() {
        assertThat(keys("-o", "csv")).isEqualTo(
                """
                id,name,public_id,scope,created_at,expires_at,last_used_at,token
                019b76da-4e5a-7c3e-9f3b-000000000001,ci,pk_live_1,write,2026-01-01T00:00:00.000Z,,2026-01-02T01:55:00.000Z,
                019b76da-4e5a-7c3e-9f3b-000000000002,"a, b",pk_live_2,read,2026-01-01T00:00:00.000Z,,,
                """);
    }

    @Test
    void quiet_is_ids_only() {
        assertThat(keys("-q")).isEqualTo("019b76da-4e5a-7c3e-9f3b-000000000001\n019b76da-4e5a-7c3e-9f3b-000000000002\n");
    }

    @Test
    void a_piped_table_has_instants_as_the_api_writes_them() {
        assertThat(keys().lines()).hasSize(3).element(1).asString().startsWith("ci    write  pk_live_1  2026-01-02T01:55:00.000Z");
    }

    @Test
    void a_terminal_shows_how_long_ago_and_no_line_is_wider_than_it() {
        String out = new CommandRun(folder)
                .with("PRIKKE_SERVER", server.url())
                .with("PRIKKE_API_KEY", "k")
                .with("NO_COLOR", "1")
                .onTerminal(60)
                .run("keys", "list")
                .out();

        assertThat(out).contains("1m ago · ").doesNotContain("\u001b");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void a_format_that_there_is_not_is_refused() {
        assertThat(run("-o", "xml").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run("-o", "xml").err()).contains("xml", "table, json, yaml, csv");
    }

    private String keys(String... more) {
        return run(more).out();
    }

    private CommandRun.Result run(String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "keys";
        args[1] = "list";
        System.arraycopy(more, 0, args, 2, more.length);
        return new CommandRun(folder).with("PRIKKE_SERVER", server.url()).with("PRIKKE_API_KEY", "k").run(args);
    }
}

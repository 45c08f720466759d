package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a failure of the server ends a command. */
class FailuresTest {
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

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized, 3",
        "403, forbidden, 3",
        "404, not_found, 4",
        "409, conflict, 5",
        "413, payload_too_large, 5",
        "422, invalid, 5",
        "400, bad_request, 5",
        "429, rate_limited, 1",
        "500, internal, 1",
        "503, unavailable, 1",
    })
    void the_exit_code_tells_one_kind_from_another(int status, String code, int exitCode) {
        refuse(status, code, "");

        assertThat(keys().exitCode()).isEqualTo(exitCode);
    }

    @Test
    void the_message_is_the_servers_and_the_second_line_says_what_to_do() {
        refuse(401, "unauthorized", "");

        assertThat(keys().err()).isEqualTo(
                """
                error: This is why.
                Sign in with: prikke login (or give a valid key with --api-key or PRIKKE_API_KEY)
                """);
    }

    @Test
    void what_is_not_found_can_be_looked_for() {
        server.on("GET /api/v1/jobs/nope", 404, problem(404, "not_found", ""));

        assertThat(run("jobs", "show", "nope").err()).isEqualTo("error: This is why.\nSee which there are: prikke jobs list\n");
    }

    @Test
    void every_fault_of_a_request_is_named() {
        refuse(422, "invalid", ", 'errors': [{'field': 'url', 'code': 'scheme', 'message': 'must be http or https'},"
                + " {'field': 'cron', 'code': 'syntax', 'message': 'has 4 fields'},"
                + " {'field': 'run_at', 'code': 'in_the_past', 'message': 'run_at is in the past'}]");

        assertThat(keys().err()).isEqualTo("error: url: must be http or https; cron: has 4 fields; run_at is in the past\n");
    }

    @Test
    void with_json_the_problem_is_printed_as_it_came() {
        refuse(422, "invalid", ", 'later': {'unknown': [1]}");

        var result = run("keys", "list", "-o", "json");

        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("\"code\": \"invalid\"", "\"later\": {", "\"unknown\": [");
    }

    @Test
    void a_fault_of_the_daemon_leads_to_its_log() {
        refuse(500, "internal", ", 'request_id': 'r-1'");

        assertThat(keys().err()).endsWith("Look in the daemon's log: prikke daemon logs (request r-1)\n");
    }

    @Test
    void a_server_that_is_not_there_is_told_from_one_that_refuses() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        var result = run("keys", "list", "--server", "http://127.0.0.1:" + port);

        assertThat(result.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(result.err()).startsWith("error: http://127.0.0.1:" + port + " cannot be reached: the connection was refused.\n")
                .contains("prikke daemon start");
    }

    @Test
    void a_name_that_nobody_has_is_said_to_be_unknown() {
        var result = run("keys", "list", "--server", "http://nobody.invalid");

        assertThat(result.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(result.err()).contains("the host name is unknown");
    }

    @Test
    void a_program_on_that_port_that_is_not_prikke_counts_as_not_reached() {
        server.on("GET /api/v1/keys", 200, "<html>It works!</html>");

        var result = keys();

        assertThat(result.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(result.err()).contains("not as a Prikke daemon does", "--server");
    }

    private void refuse(int status, String code, String more) {
        server.on("GET /api/v1/keys", status, problem(status, code, more));
    }

    private static String problem(int status, String code, String more) {
        return "{'type': 'about:blank', 'title': 'Refused', 'status': %d, 'detail': 'This is why.', 'code': '%s'%s}"
                .formatted(status, code, more);
    }

    private CommandRun.Result keys() {
        return run("keys", "list");
    }

    @Test
    void a_file_of_authorities_that_is_not_there_is_named() {
        var result = run("keys", "list", "--server", "https://127.0.0.1:1", "--ca-file", "nowhere.pem");

        assertThat(result.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(result.err()).contains("there is no CA file nowhere.pem");
    }

    private CommandRun.Result run(String... args) {
        return new CommandRun(folder).with("PRIKKE_SERVER", server.url()).with("PRIKKE_API_KEY", "key").run(args);
    }
}

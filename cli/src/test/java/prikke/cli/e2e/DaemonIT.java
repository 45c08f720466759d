package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.api.Json;

/** The daemon as a process: started, looked at, stopped, and what it says when it cannot start. */
class DaemonIT {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @AfterEach
    void stop() {
        shell.prikke("daemon", "stop");
    }

    @Test
    void it_is_started_looked_at_and_stopped() throws JsonProcessingException {
        assertThat(shell.prikke("daemon", "status")).satisfies(status -> {
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.out()).contains("stopped");
        });

        var started = shell.prikke("daemon", "start", "--port", "0");
        assertThat(started.exitCode()).as(started.err()).isZero();
        assertThat(started.out()).matches("The daemon is ready on http://127\\.0\\.0\\.1:\\d+ \\(process \\d+\\)\\.\n");

        var status = shell.prikke("daemon", "status", "-o", "json");
        JsonNode json = Json.mapper().readTree(status.out());
        assertThat(status.exitCode()).isZero();
        assertThat(json.path("status").asText()).isEqualTo("running");
        assertThat(started.out()).contains(json.path("url").asText(), json.path("pid").asText());
        assertThat(shell.prikke("daemon", "status").out()).contains("Uptime ", "Database  h2", "Version ");

        var again = shell.prikke("daemon", "start", "--port", "0");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).startsWith("The daemon runs already on " + json.path("url").asText());

        assertThat(shell.prikke("daemon", "logs").out()).contains("ready on " + json.path("url").asText());

        assertThat(shell.prikke("daemon", "stop").out()).isEqualTo("The daemon has stopped (process " + json.path("pid").asText() + ").\n");
        assertThat(shell.prikke("daemon", "stop").out()).isEqualTo("No daemon runs in " + folder.resolve("data") + ".\n");
        assertThat(ProcessHandle.of(json.path("pid").asLong()).flatMap(process -> process.info().commandLine())).as("what runs").isEmpty();
    }

    @Test
    void in_the_foreground_it_says_where_it_is_and_ends_cleanly_when_told_to() throws Exception {
        Process daemon = shell.start(folder.resolve("log"), "daemon", "run", "--port", "0");
        String line = Prikked.firstLine(daemon);

        assertThat(line).matches("prikked \\S+ ready on http://127\\.0\\.0\\.1:\\d+");
        assertThat(shell.prikke("version", "--server", Prikked.urlIn(line)).out()).contains("Server  0.1.0 (h2, Java ");
        daemon.destroy();
        assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).isZero();
        assertThat(shell.prikke("daemon", "status").exitCode()).isEqualTo(1);
    }

    @Test
    void options_before_the_command_do_not_keep_it_from_running() throws Exception {
        Process daemon = shell.start(folder.resolve("log"), "-v", "daemon", "run", "--port", "0");

        assertThat(Prikked.firstLine(daemon)).startsWith("prikked ");
        daemon.destroy();
        assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.prikke("daemon", "status").exitCode()).as("the daemon goes with the command").isEqualTo(1);
    }

    @Test
    void a_port_that_is_in_use_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            var run = shell.prikke("daemon", "run", "--port", port);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains(port).contains("--port");

            var start = shell.prikke("daemon", "start", "--port", port);
            assertThat(start.exitCode()).isEqualTo(1);
            assertThat(start.err()).startsWith("error: The daemon could not start.\n").contains(port);
        }
    }

    @Test
    void a_data_directory_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        for (String verb : new String[] {"run", "start"}) {
            var result = shell.prikke("daemon", verb, "--port", "0", "--data-dir", file.resolve("data").toString());
            assertThat(result.exitCode()).as(verb).isEqualTo(1);
            assertThat(result.err()).as(verb).contains(file.toString(), "--data-dir");
        }
    }

    @Test
    void an_option_that_it_does_not_have_is_wrong_usage() {
        var result = shell.prikke("daemon", "run", "--prt", "0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--prt", "--port");
    }
}

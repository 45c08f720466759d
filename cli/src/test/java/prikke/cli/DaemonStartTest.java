package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting a daemon in the background, with a program in its place that says and leaves behind what a test wants. */
class DaemonStartTest {
    @TempDir
    Path folder;

    private FakeServer server;
    private Path data;

    @BeforeEach
    void open() throws IOException {
        server = new FakeServer();
        data = folder.resolve("below/data");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void files_that_say_that_it_is_there_are_not_enough_it_must_answer() throws IOException {
        server.on("GET /health/ready", 200, "{}");
        daemonThat("announces", "sleep 1", "echo 'the heap is too small' >&2", "exit 1");

        var started = start();

        assertThat(started.exitCode()).isEqualTo(1);
        assertThat(started.out()).isEmpty();
        assertThat(started.err()).isEqualTo("error: The daemon could not start.\nthe heap is too small\n");
    }

    @Test
    void it_is_ready_once_it_answers() throws IOException {
        server.on("GET /health/live", 200, "{'status':'live'}");
        daemonThat("announces", "exec sh -c 'sleep 2; exit 0' prikke.daemon.Main");

        var started = start();

        assertThat(started.exitCode()).as(started.err()).isZero();
        assertThat(started.out()).startsWith("The daemon is ready on " + server.url() + " (process ");
    }

    @Test
    void one_that_ends_early_is_told_with_what_it_said_last_and_nothing_of_before() throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("prikked.log"), "of last week\n");
        daemonThat("is not there", "echo first", "echo 'Port 7717 is in use'", "exit 1");

        assertThat(start().err()).isEqualTo("error: The daemon could not start.\nfirst\nPort 7717 is in use\n");
    }

    @Test
    void its_folder_and_its_log_are_for_their_owner_only() throws IOException {
        daemonThat("is not there", "exit 1");

        start();

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("prikked.log"))).isEqualTo("rw-------");
    }

    /** A program that announces itself, with the right name in its command line, and then does the rest. */
    private void daemonThat(String beginning, String... rest) throws IOException {
        String announce = """
            echo %s > "$PRIKKE_TEST/prikked.url"
            echo $$ > "$PRIKKE_TEST/prikked.pid"
            """.formatted(server.url()).replace("$PRIKKE_TEST", data.toString());
        String script = "#!/bin/sh\n" + (beginning.equals("announces") ? announce : "") + String.join("\n", rest) + "\n";
        Path program = folder.resolve("bin/prikked");
        Files.createDirectories(program.getParent());
        Files.writeString(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The word on the line is what a daemon is told by. */
    private CommandRun.Result start() {
        return new CommandRun(folder)
                .home(folder)
                .with("PATH", System.getenv("PATH"))
                .run("daemon", "start", "--data-dir", data.toString(), "--config", "prikke.daemon.Main");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

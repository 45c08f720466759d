package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that was started by the command line and runs: what is seen of it, what it leaves, and what it keeps others from. */
@TestInstance(Lifecycle.PER_CLASS)
class RunningDaemonIT {
    private Path folder;
    private Shell shell;
    private String url;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        shell = new Shell(folder);
        var started = shell.prikke("daemon", "start", "--port", "0");
        assertThat(started.exitCode()).as(started.err()).isZero();
        url = started.out().replaceAll("(?s).* (http://\\S+) .*", "$1");
    }

    @AfterAll
    void stop() {
        shell.prikke("daemon", "stop");
    }

    @Test
    void who_administers_the_instance_sees_its_nodes() {
        assertThat(shell.prikke("daemon", "status").out()).doesNotContain("SEEN");

        shell.stdin("correct horse battery\n").prikke("register", "--server", url, "--email", "a@example.com", "--org", "A", "--password-stdin");

        assertThat(shell.prikke("daemon", "status").out()).containsPattern("\nNODE +NAME +STATE .*\n +1 +\\S+:\\d+ +live ");
        assertThat(shell.prikke("daemon", "status", "-o", "json").out()).contains("\"nodes\"", "\"state\": \"live\"");
    }

    @Test
    void what_it_writes_is_for_its_owner_only() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            assertThat(files).hasSizeGreaterThan(4).allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file)).noneMatch(
                    permission -> permission.name().startsWith("GROUP_") || permission.name().startsWith("OTHERS_")));
        }
    }

    @Test
    void a_second_daemon_on_the_same_data_is_refused() {
        var second = shell.prikke("daemon", "run", "--port", "0");

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("Another daemon", "--data-dir");
    }
}

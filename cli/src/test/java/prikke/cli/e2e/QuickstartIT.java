package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** {@code scripts/quickstart}: what it shows, and that nothing is left of it. */
class QuickstartIT {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder).with("TMPDIR", folder.toString()).program(Distribution.SOURCES.resolve("scripts/quickstart"));
    }

    @Test
    @Execution(CONCURRENT)
    void it_shows_deliveries_and_their_history_and_leaves_nothing_behind() throws IOException {
        var result = shell.prikke();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("POST /tick  tick  attempt 1  \\S+ ms  signature ok")
                .containsPattern("POST /hello  -  attempt 1  \\S+ ms  signature ok")
                .contains("$ prikke runs list", "To go on:");
        assertNothingIsLeft();
    }

    @Test
    @Execution(CONCURRENT)
    void interrupted_it_leaves_nothing_behind_either() throws Exception {
        Process quickstart = shell.start(folder.resolve("err"));
        var lines = quickstart.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith("Listening on ")) {
            line = lines.readLine();
        }

        quickstart.destroy();

        assertThat(quickstart.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(quickstart.exitValue()).isEqualTo(143);
        assertNothingIsLeft();
    }

    @Test
    @Execution(CONCURRENT)
    void asked_to_keep_the_daemon_it_says_how_to_use_it() {
        var result = shell.prikke("--keep");
        assertThat(result.exitCode()).as(result.err()).isZero();
        Path config = Path.of(result.out().replaceAll("(?s).*PRIKKE_CONFIG_DIR=(\\S+).*", "$1"));
        Path data = Path.of(result.out().replaceAll("(?s).*PRIKKE_DATA_DIR=(\\S+).*", "$1"));

        var kept = new Shell(folder).with("PRIKKE_CONFIG_DIR", config.toString()).with("PRIKKE_DATA_DIR", data.toString());
        assertThat(kept.prikke("jobs", "list", "-q").out()).contains("tick");
        assertThat(kept.prikke("daemon", "stop").out()).startsWith("The daemon has stopped");
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("prikke-quickstart"));
        }
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains(folder.toString())))
                .isEmpty();
    }
}

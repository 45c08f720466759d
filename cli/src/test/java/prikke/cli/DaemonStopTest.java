package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping a daemon, with a program in its place. */
class DaemonStopTest {
    @TempDir
    Path folder;

    @Test
    void one_that_has_ended_is_stopped_though_its_parent_never_asks_how_it_ended() throws IOException {
        Process parent = new ProcessBuilder(
                        "sh", "-c", "sh -c 'while :; do sleep 0.1; done' prikke.daemon.Main <&- >&- 2>&- & echo $!; exec sleep 60")
                .start();
        try {
            Files.writeString(folder.resolve("prikked.pid"), parent.inputReader().readLine());

            var stopped = stop();

            assertThat(stopped.exitCode()).as(stopped.err()).isZero();
            assertThat(stopped.out()).startsWith("The daemon has stopped (process ");
            assertThat(stop().out()).isEqualTo("No daemon runs in " + folder + ".\n");
        } finally {
            parent.destroyForcibly();
        }
    }

    private CommandRun.Result stop() {
        return new CommandRun(folder).home(folder).run("daemon", "stop", "--timeout", "10s", "--data-dir", folder.toString());
    }
}

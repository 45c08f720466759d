package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.api.Json;

/** The doctor and the rotation of the encryption key, by the commands. */
class DoctorIT {
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
    void it_finds_nothing_wrong_while_the_daemon_runs_and_while_it_does_not() {
        assertThat(shell.prikke("daemon", "start", "--port", "0").exitCode()).isZero();
        var running = shell.prikke("daemon", "doctor", "--port", "0");
        assertThat(running.exitCode()).as(running.out() + running.err()).isZero();
        assertThat(running.out()).containsPattern("ok +daemon +runs on http").containsPattern("ok +database +embedded; the daemon has it open");
        shell.prikke("daemon", "stop");

        var stopped = shell.prikke("daemon", "doctor", "--port", "0");
        assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isZero();
        assertThat(stopped.out()).containsPattern("ok +database +embedded, H2 ").doesNotContain("\nwrong ");
    }

    @Test
    void what_is_wrong_is_told_with_what_to_do_and_ends_with_1() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            var table = shell.prikke("daemon", "doctor", "--port", port, "--url", "http://169.254.169.254/latest");
            assertThat(table.exitCode()).isEqualTo(1);
            assertThat(table.out()).containsPattern("wrong +port +127\\.0\\.0\\.1:" + port).contains("port: End what listens there").contains("metadata");

            var json = shell.prikke("daemon", "doctor", "--port", port, "-o", "json");
            assertThat(json.exitCode()).isEqualTo(1);
            JsonNode findings = Json.mapper().readTree(json.out());
            assertThat(findings.isArray()).isTrue();
            assertThat(findings.findValuesAsText("status")).contains("ok", "wrong");
        }
    }

    @Test
    void the_key_is_rotated_while_the_daemon_is_stopped() throws IOException {
        Path key = folder.resolve("data/encryption.key");
        shell.prikke("daemon", "start", "--port", "0");
        String before = Files.readString(key);
        var refused = shell.prikke("daemon", "rotate-key");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("already runs", "prikke daemon stop");
        shell.prikke("daemon", "stop");

        var rotated = shell.prikke("daemon", "rotate-key");

        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        assertThat(rotated.out()).contains("Everything is encrypted with a new key");
        assertThat(key).content().isNotEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(shell.prikke("daemon", "start", "--port", "0").exitCode()).isZero();
    }
}

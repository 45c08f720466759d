package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.api.Json;
import prikke.core.crypto.EncryptionKey;

/** What the doctor finds, and that it finds nothing where nothing is wrong. */
class DoctorTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void before_the_first_start_nothing_is_wrong_and_nothing_is_made() {
        Report report = examine(Map.of());

        assertThat(report.exitCode).isZero();
        assertThat(report.of("database")).contains("not there yet");
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_running_daemon_is_asked_for_what_only_it_can_know_and_a_stopped_ones_database_is_opened() {
        try (Daemon daemon = Daemon.start(TestDaemon.config(data(), Map.of()), InstantSource.system())) {
            Report report = examine(Map.of());

            assertThat(report.exitCode).as(report.text).isZero();
            assertThat(report.of("daemon")).contains("ok").contains(daemon.url());
            assertThat(report.of("database")).contains("the daemon has it open and it answers");
        }

        Report report = examine(Map.of());

        assertThat(report.exitCode).as(report.text).isZero();
        assertThat(report.of("daemon")).contains("does not run");
        assertThat(report.of("database")).contains("H2").contains("answers in");
        assertThat(report.of("encryption key")).contains("ok");
        assertThat(report.of("disk flush")).contains("a flush takes");
    }

    @Test
    void a_port_in_use_is_found() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Report report = examine(Map.of(), "--port=" + taken.getLocalPort());

            assertThat(report.exitCode).isEqualTo(1);
            assertThat(report.of("port")).contains("wrong").contains(":" + taken.getLocalPort()).contains("--port");
        }
    }

    @Test
    void a_folder_and_a_key_that_others_can_read_are_found() throws IOException {
        Daemon.start(TestDaemon.config(data(), Map.of()), InstantSource.system()).close();
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(data().resolve("encryption.key"), PosixFilePermissions.fromString("rw-r--r--"));

        Report report = examine(Map.of());

        assertThat(report.exitCode).isEqualTo(1);
        assertThat(report.of("data directory")).contains("warning").contains("rwxr-xr-x").contains("chmod 700");
        assertThat(report.of("encryption key")).contains("wrong").contains("rw-r--r--").contains("chmod 600");
    }

    @Test
    void a_missing_and_a_wrong_key_are_found() throws IOException {
        Daemon.start(TestDaemon.config(data(), Map.of()), InstantSource.system()).close();
        String right = KeyFile.in(data()).read().getFirst().id();
        Files.delete(data().resolve("encryption.key"));

        assertThat(examine(Map.of()).of("encryption key")).contains("wrong").contains(right);
        Report wrong = examine(Map.of("PRIKKE_ENCRYPTION_KEY", EncryptionKey.random().text()));
        assertThat(wrong.of("encryption key")).contains("wrong").contains(right).contains("PRIKKE_ENCRYPTION_KEY");
        assertThat(wrong.exitCode).isEqualTo(1);
    }

    @Test
    void a_database_that_is_not_there_is_found() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Report report = examine(Map.of("PRIKKE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/x?password=hunter2"));

        assertThat(report.exitCode).isEqualTo(1);
        assertThat(report.of("database")).contains("wrong").contains("can't be reached");
        assertThat(report.text).doesNotContain("hunter2");
    }

    @Test
    void it_says_which_rule_forbids_a_target() {
        Map<String, String> deny = Map.of("PRIKKE_EGRESS_PRIVATE_NETWORKS", "deny");

        assertThat(examine(deny, "--url=http://127.0.0.1:9/").of("target")).contains("wrong").contains("egress.private-networks is deny");
        assertThat(examine(Map.of(), "--url=http://127.0.0.1:9/").of("target")).contains("ok").contains("may be called");
        assertThat(examine(Map.of(), "--url=http://169.254.169.254/").of("target")).contains("wrong").contains("metadata");
        assertThat(examine(Map.of("PRIKKE_EGRESS_DENY", "127.0.0.0/8"), "--url=http://2130706433/").of("target")).contains("egress.deny");
    }

    @Test
    void a_certificate_that_is_not_there_and_none_where_others_listen_are_found() {
        Report missing = examine(Map.of("PRIKKE_TLS_CERTIFICATE", folder.resolve("no.crt").toString(), "PRIKKE_TLS_KEY", folder.resolve("no.key").toString()));
        assertThat(missing.of("tls")).contains("wrong").contains("no.crt").contains("there is no such file");
        assertThat(missing.exitCode).isEqualTo(1);

        Report clear = examine(Map.of("PRIKKE_SERVER_HOST", "0.0.0.0"));
        assertThat(clear.of("tls")).contains("warning").contains("in the clear");
        assertThat(clear.exitCode).isZero();
        assertThat(examine(Map.of()).of("tls")).isEqualTo("[]");
    }

    @Test
    void a_mail_server_that_does_not_answer_is_found() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Report report = examine(Map.of("PRIKKE_SMTP_HOST", "127.0.0.1", "PRIKKE_SMTP_PORT", Integer.toString(port),
                "PRIKKE_SMTP_FROM", "prikke@example.com", "PRIKKE_SMTP_USER", "ann", "PRIKKE_SMTP_PASSWORD", "hunter2", "PRIKKE_SMTP_SECURITY", "none"));

        assertThat(report.of("mail")).contains("wrong").contains("127.0.0.1:" + port);
        assertThat(report.text).doesNotContain("hunter2");
    }

    @Test
    void a_configuration_that_cannot_be_read_is_what_is_wrong() {
        Report report = examine(Map.of("PRIKKE_LOG_LEVEL", "x"));

        assertThat(report.exitCode).isEqualTo(1);
        assertThat(report.of("configuration")).contains("wrong").contains("log.level");
    }

    private record Report(int exitCode, String text, List<JsonNode> findings) {
        /** All that was found of a check. */
        String of(String check) {
            return findings.stream().filter(finding -> finding.at("/check").asText().equals(check)).map(JsonNode::toString).toList().toString();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Report examine(Map<String, String> environment, String... arguments) {
        Map<String, String> settings = new HashMap<>(Map.of("PRIKKE_REGISTRATION", "closed"));
        settings.putAll(environment);
        List<String> all = new ArrayList<>(List.of("--data-dir=" + data()));
        if (List.of(arguments).stream().noneMatch(argument -> argument.startsWith("--port"))) all.add("--port=0");
        all.addAll(List.of(arguments));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exitCode = new Examination(settings, new PrintStream(said, true, StandardCharsets.UTF_8)).run(all, InstantSource.system());
        String text = said.toString(StandardCharsets.UTF_8);
        try {
            List<JsonNode> findings = new ArrayList<>();
            Json.mapper().readTree(text).forEach(findings::add);
            return new Report(exitCode, text, findings);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}

package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.Version;
import prikke.daemon.TestClient.Reply;

/** The daemon as a process: what it prints, how it exits, what it leaves. */
class ProcessTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void it_says_where_it_is_ready_and_ends_cleanly_when_told_to() throws IOException {
        Path data = folder.resolve("data");
        try (DaemonProcess daemon = start("--port", "0", "--data-dir", data.toString())) {
            String url = daemon.awaitUrl();
            assertThat(daemon.out()).isEqualTo("prikked " + Version.CURRENT + " ready on " + url + "\n");
            assertThat(new TestClient(url, null, null).get("//health/ready").status())
                    .isEqualTo(200);
            assertThat(data.resolve("prikked.pid")).hasContent(Long.toString(daemon.pid()));
            assertThat(data.resolve("prikked.url")).hasContent(url);
            assertThat(Files.getPosixFilePermissions(data)).hasSize(3);

            daemon.terminate();

            assertThat(daemon.awaitExit()).isZero();
            assertThat(daemon.err()).contains("event=daemon_stopping", "event=daemon_stopped");
            assertThat(data.resolve("prikked.pid")).doesNotExist();
            assertThat(data.resolve("prikked.url")).doesNotExist();
        }
    }

    @Test
    void an_attempt_in_flight_finishes_before_it_ends_and_is_recorded() {
        String data = folder.resolve("data").toString();
        String execution;
        TestClient ann;
        try (Target target = new Target()) {
            try (DaemonProcess daemon = start("--port", "0", "--data-dir", data)) {
                ann = new TestClient(daemon.awaitUrl(), null, null).register("ann@example.com");
                execution = ann.post("/jobs", "{\"url\":\"" + target.url("/hold") + "\"}")
                        .is(202)
                        .at("execution_id");
                Awaitility.await().until(() -> target.deliveries().size() == 1);

                daemon.terminate();
                TestClient asked = ann;
                Awaitility.await().until(() -> asked.get("//health/ready").status() == 503);
                ann.post("/jobs", "{\"url\":\"" + target.url("/200") + "\"}").isProblem(503, "unavailable");
                target.letGo();

                assertThat(daemon.awaitExit()).isZero();
            }
            try (DaemonProcess again = start("--port", "0", "--data-dir", data)) {
                Reply ended = new TestClient(again.awaitUrl(), ann.token(), null)
                        .get("/executions/" + execution)
                        .is(200);
                assertThat(ended.at("status")).isEqualTo("success");
                assertThat(ended.at("attempts")).isEqualTo("1");
                assertThat(target.deliveries()).hasSize(1);
            }
        }
    }

    @Test
    void who_waits_for_an_execution_is_answered_when_it_stops() {
        try (Target target = new Target();
                DaemonProcess daemon = start(
                        "--port", "0", "--data-dir", folder.resolve("data").toString())) {
            TestClient ann = new TestClient(daemon.awaitUrl(), null, null).register("ann@example.com");
            String later = ann.post("/jobs", "{\"url\":\"" + target.url("/200") + "\",\"delay\":\"1h\"}")
                    .is(202)
                    .at("execution_id");
            var waiting = CompletableFuture.supplyAsync(() -> ann.get("/executions/" + later + "?wait=60s"));
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());

            daemon.terminate();

            assertThat(waiting.orTimeout(20, TimeUnit.SECONDS).join().is(200).at("status"))
                    .isEqualTo("pending");
            assertThat(daemon.awaitExit()).isZero();
        }
    }

    @Test
    void a_port_in_use_is_said_in_plain_words() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DaemonProcess daemon = start(
                        "--port",
                        Integer.toString(taken.getLocalPort()),
                        "--data-dir",
                        folder.resolve("data").toString())) {
            assertThat(daemon.awaitExit()).isEqualTo(1);
            assertThat(daemon.err())
                    .contains(
                            "prikked: Port " + taken.getLocalPort()
                                    + " on 127.0.0.1 can't be listened on: it is in use.",
                            "--port")
                    .doesNotContain("Exception");
            assertThat(daemon.out()).isEmpty();
        }
    }

    @Test
    void a_data_directory_that_cannot_be_written_is_said_in_plain_words() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (DaemonProcess daemon =
                start("--port", "0", "--data-dir", file.resolve("data").toString())) {
            assertThat(daemon.awaitExit()).isEqualTo(1);
            assertThat(daemon.err())
                    .contains("The data directory " + file.resolve("data") + " can't be written", "--data-dir");
            assertThat(daemon.err().lines()).hasSize(1);
        }
    }

    @Test
    void a_second_daemon_on_the_same_data_is_refused_and_the_first_goes_on() {
        String data = folder.resolve("data").toString();
        try (DaemonProcess first = start("--port", "0", "--data-dir", data)) {
            String url = first.awaitUrl();
            try (DaemonProcess second = start("--port", "0", "--data-dir", data)) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.err())
                        .contains("Another daemon already runs on " + data + " (process " + first.pid() + ")");
            }
            assertThat(new TestClient(url, null, null).get("//health/ready").status())
                    .isEqualTo(200);
            assertThat(Path.of(data).resolve("prikked.pid")).exists();
        }
    }

    @Test
    void wrong_usage_and_wrong_configuration_exit_2() {
        try (DaemonProcess daemon = start("--prot", "0")) {
            assertThat(daemon.awaitExit()).isEqualTo(2);
            assertThat(daemon.err()).contains("Did you mean --port?");
        }
        Map<String, String> environment = Map.of("PRIKKE_SERVER_PORT", "many", "PRIKKE_LOG_LEVEL", "loud");
        try (DaemonProcess daemon = DaemonProcess.start(folder, environment)) {
            assertThat(daemon.awaitExit()).isEqualTo(2);
            assertThat(daemon.err())
                    .contains("server.port must be", "PRIKKE_SERVER_PORT", "log.level must be", "PRIKKE_LOG_LEVEL");
        }
    }

    @Test
    void help_and_version_are_told_without_starting_anything() {
        try (DaemonProcess help = start("--help")) {
            assertThat(help.awaitExit()).isZero();
            assertThat(help.out()).startsWith("Usage: prikked ").contains("Example: ");
        }
        try (DaemonProcess version = start("--version")) {
            assertThat(version.awaitExit()).isZero();
            assertThat(version.out()).isEqualTo("prikked " + Version.CURRENT + "\n");
        }
    }

    private DaemonProcess start(String... arguments) {
        return DaemonProcess.start(folder, Map.of(), arguments);
    }
}

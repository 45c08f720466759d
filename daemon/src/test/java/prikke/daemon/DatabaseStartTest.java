package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting on databases that are there, and on some that are not. */
class DatabaseStartTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void it_runs_on_postgresql() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Daemon daemon = start(Map.of(
                        "PRIKKE_DATABASE_URL", "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                        "PRIKKE_DATABASE_USER", "postgres",
                        "PRIKKE_DATABASE_PASSWORD", "postgres"))) {
            TestClient ann = new TestClient(daemon.url(), null, null).register("ann@example.com");
            ann.post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"delay\":\"1h\"}")
                    .is(202);
            assertThat(ann.get("//version").at("database")).isEqualTo("postgresql");
            assertThat(folder.resolve("data/prikke.mv.db")).doesNotExist();
        }
    }

    @Test
    void a_server_that_is_not_there_is_said_in_plain_words() throws IOException {
        int port = freePort();

        assertThatThrownBy(() -> start(Map.of(
                        "PRIKKE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/prikke?password=hunter2")))
                .isInstanceOfSatisfying(CannotStartException.class, e -> assertThat(e.exitCode())
                        .isEqualTo(1))
                .hasMessageContaining("PostgreSQL at jdbc:postgresql://127.0.0.1:" + port + "/prikke can't be reached")
                .hasMessageContaining("database.url")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void a_server_that_is_too_old_is_said_in_plain_words() throws IOException {
        try (OldPostgres server = new OldPostgres("13.9")) {
            String url = "jdbc:postgresql://127.0.0.1:" + server.port()
                    + "/prikke?preferQueryMode=simple&sslmode=disable&gssEncMode=disable";

            assertThatThrownBy(() -> start(Map.of("PRIKKE_DATABASE_URL", url, "PRIKKE_DATABASE_USER", "ann")))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("version 13")
                    .hasMessageContaining("needs 14");
        }
    }

    @Test
    void a_database_file_that_another_daemon_has_is_refused_by_whatever_path_it_is_found() throws IOException {
        Path theirs = folder.resolve("theirs");
        try (DaemonProcess first =
                DaemonProcess.start(folder, Map.of(), "--port", "0", "--data-dir", theirs.toString())) {
            first.awaitUrl();
            Files.createDirectory(folder.resolve("data"));
            Files.createSymbolicLink(folder.resolve("data/prikke.mv.db"), theirs.resolve("prikke.mv.db"));

            assertThatThrownBy(() -> start(Map.of()))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("Another daemon already uses " + folder.resolve("data/prikke.mv.db"));
        }
    }

    @Test
    void what_could_not_start_leaves_nothing_open() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DaemonConfig config = TestDaemon.config(
                    folder.resolve("data"), Map.of(), "--port", Integer.toString(taken.getLocalPort()));
            assertThatThrownBy(() -> Daemon.start(config, InstantSource.system()))
                    .isInstanceOf(CannotStartException.class);
            assertThat(folder.resolve("data")).isDirectoryNotContaining("glob:**prikked.{pid,url}");
        }

        try (Daemon daemon = start(Map.of())) {
            assertThat(new TestClient(daemon.url(), null, null)
                            .get("//health/ready")
                            .status())
                    .isEqualTo(200);
        }
    }

    private Daemon start(Map<String, String> environment) {
        return Daemon.start(
                TestDaemon.config(folder.resolve("data"), new HashMap<>(environment)), InstantSource.system());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

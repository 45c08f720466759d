package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.crypto.EncryptionKey;

/** Daemons and their encryption keys: made, missing, wrong, shared, rotated; and keys of the API on two daemons. */
class EncryptionTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_key_is_made_at_the_first_start_and_without_it_there_is_no_second() throws IOException {
        Path file = folder.resolve("a/encryption.key");
        start("a", Map.of()).close();
        String key = Files.readString(file);

        start("a", Map.of()).close();
        assertThat(file).hasContent(key);
        Files.delete(file);

        assertThatThrownBy(() -> start("a", Map.of())).isInstanceOf(CannotStartException.class)
                .hasMessageContaining(EncryptionKey.parse(key).id()).hasMessageContaining("PRIKKE_ENCRYPTION_KEY").hasMessageContaining(file.toString())
                .message().doesNotContain(key.strip());
        assertThat(file).as("none is made in its place").doesNotExist();
        assertThatThrownBy(() -> start("a", Map.of("PRIKKE_ENCRYPTION_KEY", EncryptionKey.random().text())))
                .isInstanceOf(CannotStartException.class).hasMessageContaining(EncryptionKey.parse(key).id());
        start("a", Map.of("PRIKKE_ENCRYPTION_KEY", key.strip())).close();
    }

    @Test
    void a_key_that_is_none_is_not_repeated() {
        assertThatThrownBy(() -> TestDaemon.config(folder, Map.of("PRIKKE_ENCRYPTION_KEY", "s3cret-but-short")))
                .isInstanceOf(CannotStartException.class).hasMessageContaining("encryption.key").hasMessageContaining("PRIKKE_ENCRYPTION_KEY")
                .message().doesNotContain("s3cret-but-short");
    }

    @Test
    void rotating_leaves_one_new_key_and_every_credential_as_it_was() throws Exception {
        try (Target target = new Target()) {
            TestClient ann;
            try (Daemon daemon = start("a", Map.of())) {
                ann = new TestClient(daemon.url(), null, null).register("ann@example.com");
                ann.post("/jobs", job(target)).is(201);
            }
            KeyFile file = KeyFile.in(folder.resolve("a"));
            String before = file.read().getFirst().id();

            assertThat(rotate("a")).contains("new key").doesNotContain(file.read().getFirst().text());

            assertThat(file.read()).singleElement().satisfies(key -> assertThat(key.id()).isNotEqualTo(before));
            try (Daemon daemon = start("a", Map.of())) {
                assertDelivered(new TestClient(daemon.url(), ann.token(), null), target);
            }
        }
    }

    @Test
    void a_rotation_that_was_killed_is_finished_by_the_next_start() throws Exception {
        try (Target target = new Target()) {
            TestClient ann;
            try (Daemon daemon = start("a", Map.of())) {
                ann = new TestClient(daemon.url(), null, null).register("ann@example.com");
                ann.post("/jobs", job(target)).is(201);
            }
            // As it is once the new key has been written, and before anything was sealed with it.
            KeyFile file = KeyFile.in(folder.resolve("a"));
            List<EncryptionKey> both = new ArrayList<>(List.of(EncryptionKey.random()));
            both.addAll(file.read());
            file.write(both);

            try (Daemon daemon = start("a", Map.of())) {
                assertDelivered(new TestClient(daemon.url(), ann.token(), null), target);
                Awaitility.await().until(() -> file.read().size() == 1);
                assertThat(file.read().getFirst().id()).isEqualTo(both.getFirst().id());
            }
            try (Daemon daemon = start("a", Map.of())) {
                assertDelivered(new TestClient(daemon.url(), ann.token(), null), target);
            }
        }
    }

    @Test
    void with_a_running_daemon_nothing_is_rotated() {
        try (Daemon daemon = start("a", Map.of())) {
            assertThat(daemon.url()).isNotEmpty();
            assertThatThrownBy(() -> rotate("a")).isInstanceOf(CannotStartException.class).hasMessageContaining("already runs");
        }
    }

    @Test
    void daemons_on_one_database_need_one_key_and_a_revoked_api_key_ends_on_all_within_a_second() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            Map<String, String> database = new HashMap<>(Map.of(
                    "PRIKKE_DATABASE_URL", "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                    "PRIKKE_DATABASE_USER", "postgres", "PRIKKE_DATABASE_PASSWORD", "postgres"));
            try (Daemon first = start("a", database)) {
                assertThatThrownBy(() -> start("b", database)).isInstanceOf(CannotStartException.class)
                        .hasMessageContaining("is encrypted with the key").hasMessageContaining("the same for every daemon");
                assertThat(folder.resolve("b/encryption.key")).doesNotExist();
                database.put("PRIKKE_ENCRYPTION_KEY", Files.readString(folder.resolve("a/encryption.key")).strip());
                try (Daemon second = start("b", database); Target target = new Target()) {
                    TestClient ann = new TestClient(first.url(), null, null).register("ann@example.com");
                    ann.post("/jobs", job(target)).is(201);
                    assertDelivered(new TestClient(second.url(), ann.token(), null), target);
                    revokedWithinASecond(ann, new TestClient(second.url(), null, null));
                    signedOutAtOnce(ann, new TestClient(second.url(), ann.token(), null));
                }
            }
        }
    }

    private static void revokedWithinASecond(TestClient ann, TestClient elsewhere) {
        var made = ann.post("/keys", "{\"name\":\"ci\"}").is(201);
        TestClient key = elsewhere.as(made.at("token"));
        key.get("/jobs").is(200);

        ann.delete("/keys/" + made.at("id")).is(204);
        long revoked = System.nanoTime();

        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> key.get("/jobs").status() == 401);
        assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(1));
    }

    private static void signedOutAtOnce(TestClient here, TestClient elsewhere) {
        elsewhere.get("/me").is(200);
        here.post("/auth/logout").is(204);
        elsewhere.get("/me").is(401);
    }

    private static String job(Target target) {
        return "{\"key\":\"k\",\"url\":\"" + target.url("/200") + "\",\"cron\":\"0 3 1 1 *\",\"headers\":{\"Authorization\":\"Bearer s3cret\"}}";
    }

    private static void assertDelivered(TestClient client, Target target) {
        int before = target.deliveries().size();
        client.post("/jobs/k/run").is(201);
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> target.deliveries().size() > before);
        assertThat(target.deliveries().getLast().header("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(target.deliveries().getLast().header("Webhook-Signature")).startsWith("v1,");
    }

    private Daemon start(String dir, Map<String, String> environment) {
        return Daemon.start(TestDaemon.config(folder.resolve(dir), environment), InstantSource.system());
    }

    private String rotate(String dir) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new RotateKey(TestDaemon.config(folder.resolve(dir), Map.of()), new PrintStream(said, true, StandardCharsets.UTF_8)).run(InstantSource.system());
        return said.toString(StandardCharsets.UTF_8);
    }
}

package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when a database can't be opened: what is wrong and what to do. */
class OpenFailureTest {
    @Test
    void a_second_daemon_on_the_same_file_is_told_so_and_soon(@TempDir Path folder) throws Exception {
        try (OtherProcess other = OtherProcess.holding(folder)) {
            long start = System.nanoTime();

            String said = refusal(DatabaseConfig.embedded(folder));

            assertThat(said).contains("Another daemon already uses").contains("prikke.mv.db").contains("--data-dir");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_named_with_what_to_check(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(refusal(DatabaseConfig.embedded(file.resolve("data"))))
                .contains("prikke.mv.db can't be read or written").contains("permissions");
    }

    @Test
    void a_file_that_is_no_database_is_named(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("prikke.mv.db"), "This is no database. ".repeat(1000));

        assertThat(refusal(DatabaseConfig.embedded(folder))).contains("prikke.mv.db can't be opened");
    }

    @Test
    void a_server_that_is_not_there_is_told_from_one_that_refuses() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(refusal(DatabaseConfig.of("jdbc:postgresql://127.0.0.1:" + free + "/prikke", "u", "p")))
                .contains("can't be reached").contains("127.0.0.1:" + free).contains("database.url");
    }

    @Test
    void a_user_who_does_not_exist_is_told_to_set_user_and_password() {
        DatabaseConfig known = PostgresServer.shared().config("postgres");

        assertThat(refusal(DatabaseConfig.of(known.url(), "nobody_here", "secret-password")))
                .contains("refused the user or password").contains("database.user").doesNotContain("secret-password");
    }

    @Test
    void a_host_that_nobody_knows_is_named() {
        assertThat(refusal(DatabaseConfig.of("jdbc:postgresql://no-such-host.invalid/prikke", "u", "p")))
                .contains("can't be reached").contains("UnknownHost").contains("no-such-host.invalid");
    }

    @Test
    void a_user_who_may_create_no_tables_is_told_to_become_the_owner() {
        try (TestDatabase other = TestDatabase.of(Dialect.POSTGRESQL)) {
            other.database().run(tx -> tx.sql().execute("drop schema public cascade"));
            other.database().run(tx -> tx.sql().execute("create schema public"));
            other.database().run(tx -> tx.sql().execute("create role guest login password 'guest'"));

            assertThat(refusal(DatabaseConfig.of(other.config().url(), "guest", "guest")))
                    .contains("create no tables").contains("OWNER TO");
        }
    }

    @Test
    void a_database_that_does_not_exist_is_to_be_created() {
        DatabaseConfig known = PostgresServer.shared().config("not_made");

        assertThat(refusal(known)).contains("has no such database").contains("create it");
    }

    @Test
    void a_password_in_the_url_is_not_repeated() {
        assertThat(refusal(DatabaseConfig.of("jdbc:postgresql://127.0.0.1:1/prikke?user=u&password=geheim", null, null)))
                .doesNotContain("geheim");
    }

    @Test
    void a_url_of_another_kind_is_refused_with_an_example() {
        assertThatThrownBy(() -> Database.open(DatabaseConfig.of("jdbc:mysql://localhost/x?password=geheim", null, null)))
                .hasMessageContaining("jdbc:postgresql://localhost/prikke").hasMessageNotContaining("geheim");
    }

    private static String refusal(DatabaseConfig config) {
        DatabaseUnavailableException refusal =
                catchThrowableOfType(DatabaseUnavailableException.class, () -> Database.open(config).close());
        assertThat(refusal).as("a refusal").isNotNull();
        return String.valueOf(refusal.getMessage());
    }
}

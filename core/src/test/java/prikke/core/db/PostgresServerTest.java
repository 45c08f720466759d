package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    @Test
    void a_server_that_tests_restart_is_durable(@TempDir Path folder) {
        try (PostgresServer server = PostgresServer.startIn(folder.resolve("data"));
                Database database = Database.look(server.config("postgres"))) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(database.<String>read(tx -> tx.sql().fetchSingle("show " + setting).get(0, String.class))).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void it_is_the_version_that_is_supported() {
        try (TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL)) {
            assertThat(on.database().<String>read(tx -> tx.sql().fetchSingle("show server_version").get(0, String.class)))
                    .startsWith("18.");
        }
    }
}

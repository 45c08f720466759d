package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresServerTest {
    @ParameterizedTest
    @CsvSource({"fsync", "synchronous_commit", "full_page_writes"})
    void the_server_that_the_tests_use_is_durable(String setting) {
        try (TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL)) {
            assertThat(on.database().<String>read(tx -> tx.sql().fetchSingle("show " + setting).get(0, String.class)))
                    .isEqualTo("on");
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

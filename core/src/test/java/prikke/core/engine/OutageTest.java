package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.core.db.Database;
import prikke.core.db.DatabaseConfig;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionStatus;

/** The database goes away while the engine runs, and comes back. */
@Timeout(90)
class OutageTest {
    @Test
    void what_was_delivered_while_the_server_was_away_is_recorded_whole_once_it_is_back() {
        TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL);
        String url = on.config().url();
        int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
        try (Link link = new Link(port);
                EngineFixture f = new EngineFixture(on, Database.open(through(link, on.config(), port)))) {
            f.receiver.hold();
            f.engine.begin();
            UUID underWay = f.post();
            UUID planned = f.post("delay", "1s");
            f.receiver.await(1);

            link.cut();
            f.clock.advance(Duration.ofSeconds(1));
            f.receiver.await(2);
            f.receiver.letGo();
            await().until(() -> link.refused() >= 3);
            link.mend();

            for (UUID id : new UUID[] {underWay, planned}) {
                awaitSuccess(f, id);
                assertThat(f.attempts(id)).singleElement()
                        .satisfies(a -> assertThat(a.result().responseBody()).asString(UTF_8).isEqualTo("answered 200"));
            }
            assertThat(f.receiver.requests()).hasSize(2);
            UUID afterwards = f.post();
            await().until(() -> f.execution(afterwards).status() == ExecutionStatus.SUCCESS);
        }
    }

    @Test
    void a_server_that_stops_answering_without_a_word_is_given_up_and_what_was_delivered_is_recorded_once() {
        TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL);
        int port = Integer.parseInt(on.config().url().replaceAll(".*:(\\d+)/.*", "$1"));
        try (Link link = new Link(port)) {
            DatabaseConfig usual = through(link, on.config(), port);
            // By default a minute: here one second, so as not to have to wait for it.
            DatabaseConfig hasty = DatabaseConfig.of(usual.url() + "?socketTimeout=1", usual.user(), usual.password());
            try (EngineFixture f = new EngineFixture(on, Database.open(hasty))) {
                f.receiver.hold();
                f.engine.begin();
                UUID id = f.post();
                f.receiver.await(1);

                link.stopUp();
                int before = link.accepted();
                f.receiver.letGo();
                await("connections in the place of those that did not answer").until(() -> link.accepted() >= before + 4);
                link.mend();

                awaitSuccess(f, id);
                assertThat(f.attempts(id)).hasSize(1);
                assertThat(f.receiver.requests()).hasSize(1);
            }
        }
    }

    @Test
    void unless_the_url_says_otherwise_a_server_has_a_minute_to_answer() {
        try (TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL)) {
            assertThat(on.database().<Integer>read(tx -> tx.jdbc(Connection::getNetworkTimeout))).isEqualTo(60_000);
            assertThat(on.database().vital().<Integer>read(tx -> tx.jdbc(Connection::getNetworkTimeout))).isEqualTo(60_000);
        }
    }

    /** In vain, it says what stood in the way at last. */
    private static void awaitSuccess(EngineFixture f, UUID id) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .untilAsserted(() -> assertThat(f.execution(id)).extracting(Execution::status).isEqualTo(ExecutionStatus.SUCCESS));
    }

    static DatabaseConfig through(Link link, DatabaseConfig config, int port) {
        return DatabaseConfig.of(config.url().replace(":" + port + "/", ":" + link.port() + "/"), config.user(), config.password());
    }

    @Test
    void what_was_delivered_while_the_file_was_closed_is_recorded_whole_once_it_is_open_again() {
        try (EngineFixture f = new EngineFixture(Dialect.H2)) {
            f.receiver.hold();
            f.engine.begin();
            UUID id = f.post();
            f.receiver.await(1);

            assertThatThrownBy(() -> f.database().run(tx -> tx.sql().execute("shutdown immediately"))).matches(Database::isAway);
            f.receiver.letGo();

            awaitSuccess(f, id);
            assertThat(f.attempts(id)).singleElement()
                    .satisfies(a -> assertThat(a.result().responseBody()).asString(UTF_8).isEqualTo("answered 200"));
        }
    }
}

package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.NODES;
import static prikke.core.db.schema.Tables.USERS;

import java.time.Instant;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
class DatabaseTest {
    private static final Instant SEEN = Instant.parse("2030-01-01T00:00:00.123456Z");

    private final Dialect dialect;
    private final TestDatabase on;

    DatabaseTest(Dialect dialect) {
        this.dialect = dialect;
        this.on = TestDatabase.of(dialect);
    }

    @AfterEach
    void drop() {
        on.close();
    }

    @Test
    void an_opened_database_knows_what_it_is_and_has_the_tables() {
        assertThat(on.database().dialect()).isEqualTo(dialect);
        assertThat(nodes()).isZero();
    }

    @Test
    void what_is_written_is_there_after_opening_again_to_the_microsecond() {
        on.database().run(DatabaseTest::insertNode);
        on.disconnect();

        assertThat(on.database().<Instant>read(tx -> tx.sql().select(NODES.SEEN_AT).from(NODES).fetchSingle().value1()))
                .isEqualTo(SEEN);
    }

    @Test
    void what_throws_leaves_nothing_behind() {
        assertThatThrownBy(() -> on.database().run(tx -> {
                    insertNode(tx);
                    throw new IllegalStateException("broken off");
                }))
                .hasMessage("broken off");

        assertThat(nodes()).isZero();
    }

    @Test
    void two_rows_with_one_key_are_a_conflict_and_bad_sql_is_none() {
        assertThatThrownBy(() -> on.database().run(tx -> {
                    insertUser(tx);
                    insertUser(tx);
                }))
                .matches(Database::isConflict);
        assertThatThrownBy(() -> on.database().run(tx -> tx.sql().execute("select nonsense")))
                .matches(failure -> !Database.isConflict(failure));
    }

    @Test
    void a_transaction_sees_at_once_what_it_has_written_itself_however_often_it_asks_the_same() {
        on.database().run(tx -> {
            var any = DSL.selectOne().whereExists(DSL.selectOne().from(NODES).where(NODES.NAME.eq("n")));
            assertThat(tx.sql().fetchExists(any)).isFalse();
            insertNode(tx);
            assertThat(tx.sql().fetchExists(any)).isTrue();
            tx.sql().deleteFrom(NODES).execute();
            assertThat(tx.sql().fetchExists(any)).isFalse();
        });
    }

    private static void insertNode(Tx tx) {
        tx.sql().insertInto(NODES)
                .set(NODES.NAME, "n")
                .set(NODES.VERSION, "v")
                .set(NODES.STARTED_AT, SEEN)
                .set(NODES.SEEN_AT, SEEN)
                .execute();
    }

    private static void insertUser(Tx tx) {
        tx.sql().insertInto(USERS)
                .set(USERS.ID, new UUID(0x7000, 1))
                .set(USERS.EMAIL, "a@example.com")
                .set(USERS.INSTANCE_ADMIN, false)
                .set(USERS.CREATED_AT, SEEN)
                .execute();
    }

    private int nodes() {
        return on.database().read(tx -> tx.sql().fetchCount(NODES));
    }
}

package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.NODES;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that want the same rows in different orders. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class CollisionTest {
    private final TestDatabase on;
    private final CyclicBarrier both = new CyclicBarrier(2);
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger takenBack = new AtomicInteger();

    CollisionTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
    }

    @AfterEach
    void close() {
        on.close();
    }

    @Test
    void of_two_that_wait_for_each_other_both_are_carried_out_once() {
        on.database().run(tx -> {
            for (String name : List.of("a", "b")) {
                tx.sql().insertInto(NODES, NODES.NAME, NODES.VERSION, NODES.STARTED_AT, NODES.SEEN_AT)
                        .values(name, "v", Instant.EPOCH, Instant.EPOCH)
                        .execute();
            }
        });

        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> count("a", "b"), Thread::startVirtualThread);
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> count("b", "a"), Thread::startVirtualThread);

        // At least one of them is broken off; nothing keeps a database from breaking off both.
        int brokenOff = one.join() + other.join() - 2;
        assertThat(brokenOff).isPositive();
        assertThat(takenBack).as("what those that were broken off left in memory").hasValue(brokenOff);
        assertThat(on.database().<List<Integer>>read(tx -> tx.sql().select(NODES.HELD).from(NODES).fetch(NODES.HELD))).containsExactly(2, 2);
    }

    /** Counts both rows up, in this order; at the first try the other transaction has one of them by then. */
    private int count(String first, String then) {
        AtomicInteger own = new AtomicInteger();
        return on.database().write(tx -> {
            tx.onRollback(takenBack::incrementAndGet);
            if (tx.dialect() == Dialect.POSTGRESQL) tx.sql().execute("set local deadlock_timeout = '50ms'");
            up(tx, first);
            if (own.incrementAndGet() == 1) meet();
            up(tx, then);
            return own.get();
        });
    }

    private static void up(Tx tx, String name) {
        tx.sql().update(NODES).set(NODES.HELD, NODES.HELD.plus(1)).where(NODES.NAME.eq(name)).execute();
    }

    private void meet() {
        try {
            both.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_collides_each_time_is_given_up_in_the_end() {
        assertThatThrownBy(() -> on.database().run(tx -> {
                    tx.onRollback(takenBack::incrementAndGet);
                    tries.incrementAndGet();
                    throw new DataAccessException("collides", new java.sql.SQLException("collides", "40001"));
                }))
                .hasMessage("collides");

        assertThat(tries).hasValueBetween(2, 10);
        assertThat(takenBack.get()).isEqualTo(tries.get());
    }

    @Test
    void what_fails_otherwise_is_not_tried_again() {
        assertThatThrownBy(() -> on.database().run(tx -> {
                    tries.incrementAndGet();
                    tx.sql().execute("select nonsense");
                }))
                .isInstanceOf(DataAccessException.class);

        assertThat(tries).hasValue(1);
    }
}

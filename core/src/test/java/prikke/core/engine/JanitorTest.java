package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.ATTEMPTS;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.Uuid7;
import prikke.core.db.Dialect;
import prikke.core.db.Rows;
import prikke.core.db.Tx;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.HistoryPartitions;

/** Housekeeping beside the work. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
@Isolated("measures how long")
class JanitorTest {
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Instant LONG_AGO = EngineFixture.T.minus(Duration.ofDays(60));
    private static final int MANY = 10_000;

    private final EngineFixture f;

    JanitorTest(Dialect dialect) {
        f = new EngineFixture(dialect);
    }

    @AfterEach
    void close() {
        f.close();
    }

    private Janitor janitor(@Nullable Duration keep) {
        return new Janitor(f.database(), f.clock, () -> true, keep, System::nanoTime);
    }

    /** Executions of long ago, each with an attempt that has an answer of a kilobyte. */
    private void fill(int number) {
        String body = "x".repeat(1000);
        f.database().run(tx -> {
            List<UUID> ids = IntStream.range(0, number).mapToObj(i -> Uuid7.random(LONG_AGO.plusMillis(i))).toList();
            insert(tx, "insert into ended_executions (id, org_id, job_id, revision_id, trigger_kind, status, scheduled_for, finished_at,"
                    + " attempts, max_attempts, priority) select x.id, x.id, x.id, x.id, 'once', 'success', x.at, x.at, 1, 1, 5 from"
                    + " (select cast(? as uuid) as id, cast(? as timestamp with time zone) as at) x", ids, bind -> bind.set(LONG_AGO));
            insert(tx, "insert into attempts (execution_id, number, status, response_headers, response_body, response_truncated)"
                    + " values (?, 1, 'success', '{}', ?, false)", ids, bind -> bind.set(body.getBytes(UTF_8)));
        });
    }

    private interface Rest {
        void bind(Rows bind) throws SQLException;
    }

    private static void insert(Tx tx, String sql, List<UUID> ids, Rest rest) {
        tx.jdbc(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Rows bind = new Rows(statement);
                for (UUID id : ids) {
                    rest.bind(bind.set(id));
                    bind.next();
                }
                return statement.executeBatch();
            }
        });
    }

    @Test
    void many_thousand_rows_go_in_short_steps_and_jobs_run_meanwhile() throws InterruptedException {
        fill(MANY);
        Janitor janitor = janitor(KEEP);
        List<Long> steps = new ArrayList<>();
        List<Long> turns = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        Thread tidying = Thread.ofPlatform().start(() -> tidy(janitor, steps, done));
        while (!done.get()) {
            UUID id = f.post("delay", "1s");
            f.clock.advance(Duration.ofSeconds(1));
            long start = System.nanoTime();
            f.turn();
            turns.add((System.nanoTime() - start) / 1_000_000);
            assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        }
        tidying.join();

        System.out.printf("JanitorTest %s: %d rows in %d steps, the longest %d ms, half within %d ms; %d turns meanwhile, the longest %d ms%n",
                f.database().dialect(), MANY, steps.size(), longest(steps), median(steps), turns.size(), longest(turns));
        assertThat(old()).isZero();
        assertThat(steps).hasSizeGreaterThan(MANY / 500);
        assertThat(median(steps)).isLessThan(100);
        assertThat(longest(steps)).isLessThan(2000);
        assertThat(turns).hasSizeGreaterThan(5);
        assertThat(longest(turns)).isLessThan(2000);
    }

    @Test
    void without_a_term_history_is_kept_for_ever() {
        fill(1000);
        Janitor janitor = janitor(null);

        assertThat(janitor.tick()).isGreaterThan(Duration.ofMinutes(1));
        assertThat(old()).isEqualTo(1000);
    }

    @Test
    void what_fails_keeps_nothing_else_from_being_forgotten_and_is_told() {
        fill(300);
        List<String> done = new ArrayList<>();
        Janitor janitor = janitor(KEEP);
        janitor.alsoDo(now -> {
            throw new IllegalStateException("the first");
        });
        janitor.alsoDo(now -> {
            throw new IllegalStateException("the second");
        });
        janitor.alsoDo(now -> done.add("the third"));

        assertThatThrownBy(janitor::tick).hasMessage("the first").hasSuppressedException(new IllegalStateException("the second"));
        assertThatThrownBy(janitor::tick).hasMessage("the first");

        assertThat(done).hasSize(2);
        assertThat(old()).isLessThan(300);
    }

    @Test
    void what_is_in_use_is_put_off_and_the_rest_goes_on() {
        AtomicInteger done = new AtomicInteger();
        Janitor janitor = janitor(null);
        janitor.alsoDo(now -> {
            throw new DataAccessException("in use", new SQLException("lock timeout", "55P03"));
        });
        janitor.alsoDo(now -> done.incrementAndGet() < 3);

        assertThat(janitor.tick()).as("there is more").isLessThan(Duration.ofMinutes(1));
        janitor.tick();
        assertThat(janitor.tick()).isGreaterThan(Duration.ofMinutes(1));
        assertThat(done).hasValue(3);
    }

    @Test
    void forgetting_is_left_to_the_node_that_was_there_first() {
        fill(1000);
        long first = f.nodeId();
        Node second = new Node(f.database(), "second", new Lease(true, System::nanoTime));
        second.register(f.clock.instant(), System.nanoTime());
        assertThat(f.database().<Boolean>read(tx -> NodeStore.eldest(tx, first))).isTrue();
        assertThat(f.database().<Boolean>read(tx -> NodeStore.eldest(tx, second.id()))).isFalse();

        assertThat(new Janitor(f.database(), f.clock, () -> false, KEEP, System::nanoTime).tick()).isGreaterThan(Duration.ofMinutes(1));
        assertThat(old()).isEqualTo(1000);
    }

    @Test
    void an_engine_that_enters_has_a_partition_for_today_where_there_are_such() {
        List<LocalDate> days = f.database().write(tx -> new HistoryPartitions().olderThan(tx, EngineFixture.T.plus(Duration.ofDays(9))));

        assertThat(days).hasSize(f.database().dialect() == Dialect.POSTGRESQL ? 5 : 0);
    }

    private int old() {
        return f.database().<Integer>read(tx -> tx.sql().fetchCount(ATTEMPTS, ATTEMPTS.EXECUTION_ID.lt(Uuid7.floor(EngineFixture.T))));
    }

    private static void tidy(Janitor janitor, List<Long> steps, AtomicBoolean done) {
        Duration rest;
        do {
            long start = System.nanoTime();
            rest = janitor.tick();
            steps.add((System.nanoTime() - start) / 1_000_000);
            if (rest.compareTo(Duration.ofMinutes(1)) < 0) LockSupport.parkNanos(rest.toNanos());
        } while (rest.compareTo(Duration.ofMinutes(1)) < 0);
        done.set(true);
    }

    private static long median(List<Long> millis) {
        return millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow();
    }

    private static long longest(List<Long> millis) {
        return millis.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}

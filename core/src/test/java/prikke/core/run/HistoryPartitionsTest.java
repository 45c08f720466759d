package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.ATTEMPTS;
import static prikke.core.run.QueueFixture.T;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.job.Job;

/** The days that PostgreSQL keeps the history in. */
@Timeout(60)
class HistoryPartitionsTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final QueueFixture f = new QueueFixture(Dialect.POSTGRESQL);
    private final HistoryPartitions partitions = new HistoryPartitions();

    @AfterEach
    void close() {
        f.close();
    }

    private List<LocalDate> ensure(Instant now) {
        return f.write(tx -> partitions.ensure(tx, now));
    }

    private List<LocalDate> olderThan(Instant before) {
        return f.write(tx -> partitions.olderThan(tx, before));
    }

    private boolean drop(LocalDate day, Instant endedBefore) {
        return f.write(tx -> partitions.drop(tx, day, endedBefore));
    }

    /** An execution of that time, ended a second later. */
    private UUID ended(Job job, Instant at) {
        Planned planned = f.planned(job, Trigger.MANUAL, at);
        f.run(tx -> f.queue.insert(tx, List.of(planned), Holder.NONE));
        List<Claim> claims = f.queue.claim(1, at, at, Room.of(10));
        assertThat(f.queue.finish(1, claims.stream().map(f::success).toList())).containsExactly(planned.id());
        return planned.id();
    }

    private String partition(String table, UUID id) {
        String column = table.equals("attempts") ? "execution_id" : "id";
        return f.write(tx -> String.valueOf(tx.sql().fetchValue("select tableoid::regclass::text from " + table + " where " + column + " = '" + id + "'")));
    }

    @Test
    void from_yesterday_to_three_days_ahead_there_is_a_partition_for_each_day_and_making_them_again_changes_nothing() {
        LocalDate today = LocalDate.parse("2030-01-01");

        assertThat(ensure(T)).containsExactly(today.minusDays(1), today, today.plusDays(1), today.plusDays(2), today.plusDays(3));
        assertThat(ensure(T)).isEmpty();
        assertThat(ensure(T.plus(DAY))).containsExactly(today.plusDays(4));
    }

    @Test
    void an_execution_and_its_attempts_go_to_the_partition_of_the_day_that_it_was_due() {
        ensure(T);
        Job job = f.job();
        UUID last = ended(job, T.plus(DAY).minusMillis(1));
        UUID first = ended(job, T.plus(DAY));
        UUID distant = ended(job, T.plus(DAY.multipliedBy(40)));

        for (String table : List.of("ended_executions", "attempts")) {
            assertThat(Stream.of(last, first, distant).map(id -> partition(table, id)))
                    .containsExactly(table + "_p20300101", table + "_p20300102", table + "_other");
        }
    }

    @Test
    void what_was_there_before_its_partition_is_moved_into_it_and_read_as_before() {
        Job job = f.job();
        UUID id = ended(job, T);
        Execution before = f.execution(id);
        assertThat(partition("attempts", id)).isEqualTo("attempts_other");

        ensure(T);

        assertThat(partition("ended_executions", id)).isEqualTo("ended_executions_p20300101");
        assertThat(partition("attempts", id)).isEqualTo("attempts_p20300101");
        assertThat(f.execution(id)).isEqualTo(before);
        assertThat(f.attempts(id)).hasSize(1);
    }

    @Test
    void making_partitions_ahead_waits_for_nobody_who_writes_the_history_of_today() {
        ensure(T);
        Planned planned = f.planned(f.job(), Trigger.SCHEDULE, T);
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch made = new CountDownLatch(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> f.run(tx -> {
            f.queue.recordMissed(tx, List.of(new RunQueue.Missed(planned, "for a test")), T);
            written.countDown();
            await(made);
        }));
        await(written);

        assertThat(ensure(T.plus(DAY))).hasSize(1);

        made.countDown();
        writer.join();
        assertThat(partition("ended_executions", planned.id())).isEqualTo("ended_executions_p20300101");
    }

    @Test
    void where_the_tables_are_not_to_be_had_it_gives_up_soon_and_says_so() {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> f.run(tx -> {
            tx.sql().execute("lock table ended_executions in access exclusive mode");
            locked.countDown();
            await(tried);
        }));
        await(locked);

        assertThatThrownBy(() -> ensure(T)).matches(Database::isBusy);

        tried.countDown();
        other.join();
        assertThat(ensure(T)).hasSize(5);
    }

    @Test
    void several_nodes_that_start_at_once_make_each_partition_once() {
        List<CompletableFuture<List<LocalDate>>> nodes =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> ensure(T))).limit(4).toList();

        assertThat(nodes.stream().flatMap(node -> node.join().stream())).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void a_day_that_is_over_is_dropped_with_all_that_is_of_it() {
        ensure(T);
        Job job = f.job();
        UUID old = ended(job, T.plusSeconds(5));
        UUID young = ended(job, T.plus(DAY));
        LocalDate day = LocalDate.parse("2030-01-01");

        assertThat(olderThan(T.plus(DAY).minusMillis(1))).containsExactly(day.minusDays(1));
        assertThat(olderThan(T.plus(DAY))).containsExactly(day.minusDays(1), day);
        assertThat(drop(day, T.plus(DAY))).isTrue();

        assertThat(f.places(old)).isEqualTo("nowhere");
        assertThat(f.<Integer>write(tx -> tx.sql().fetchCount(ATTEMPTS))).isEqualTo(1);
        assertThat(f.places(young)).isEqualTo("ended");
        assertThat(olderThan(T.plus(DAY))).containsExactly(day.minusDays(1));
    }

    @Test
    void a_day_is_not_dropped_while_something_of_it_has_not_ended_or_ended_only_lately() {
        ensure(T);
        LocalDate day = LocalDate.parse("2030-01-01");
        Planned late = f.planned(f.job(), Trigger.MANUAL, T);
        f.run(tx -> f.queue.insert(tx, List.of(late), Holder.NONE));
        assertThat(drop(day, T.plus(DAY))).isFalse();

        Instant muchLater = T.plus(DAY.multipliedBy(3));
        Claim claim = f.queue.claim(1, muchLater, muchLater, Room.of(1)).getFirst();
        AttemptResult result = f.success(claim).result();
        AttemptResult answeredLate = new AttemptResult(result.status(), result.node(), result.claimedAt(), muchLater, muchLater,
                1L, 200, null, null, null, result.responseHeaders(), null, false);
        f.queue.finish(1, List.of(new Finish(claim, answeredLate, new Finish.End(ExecutionStatus.SUCCESS, null))));

        assertThat(drop(day, muchLater)).isFalse();
        assertThat(drop(day, muchLater.plusSeconds(1))).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

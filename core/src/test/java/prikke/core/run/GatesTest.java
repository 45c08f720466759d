package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static prikke.core.db.schema.Tables.QUEUES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.job.Job;

/** What queues and overlap policies hold back, on every database. */
@ParameterizedClass
@EnumSource(Dialect.class)
class GatesTest {
    private static final long NODE = 7;

    private final QueueFixture f;
    private final Gates gates;

    GatesTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        gates = new Gates(f.database(), f.queue);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void the_general_claim_passes_over_what_a_gate_holds() {
        insert(f.job("queue", "reports"), 1);

        assertThat(f.queue.claim(NODE, second(9), second(9), Room.of(10))).isEmpty();
        assertThat(open(9)).hasSize(1);
    }

    @Test
    void nothing_is_let_through_before_its_time() {
        insert(f.job("queue", "reports"), 5);

        assertThat(open(4)).isEmpty();
        assertThat(gates.open(NODE, second(4), Room.of(10)).again()).isEqualTo(second(5));
    }

    @Test
    void a_queue_that_nobody_has_set_up_runs_one_at_a_time_in_order() {
        Job job = f.job("queue", "reports");
        List<Planned> rows = insert(job, 1, 2, 3);

        List<Claim> first = open(9);
        assertThat(first).extracting(Claim::id).containsExactly(rows.get(0).id());
        assertThat(open(9)).isEmpty();
        f.queue.finish(NODE, List.of(f.success(first.getFirst())));
        assertThat(open(9)).extracting(Claim::id).containsExactly(rows.get(1).id());
    }

    @Test
    void a_queue_runs_as_many_at_once_as_it_is_set_up_for() {
        set("reports", 3, null, false);
        insert(f.job("queue", "reports"), 1, 2, 3, 4, 5);

        assertThat(open(9)).hasSize(3);
        assertThat(open(9)).isEmpty();
    }

    @Test
    void one_queue_does_not_hold_up_another() {
        set("slow", 1, null, true);
        insert(f.job("queue", "slow"), 1, 2, 3);
        insert(f.job("queue", "quick"), 4);

        assertThat(open(9)).extracting(Claim::queue).containsExactly("quick");
    }

    @Test
    void within_a_queue_priority_goes_before_time() {
        set("reports", 1, null, false);
        insert(f.job("queue", "reports", "priority", 5), 1);
        List<Planned> urgent = insert(f.job("queue", "reports", "priority", 9), 2);

        assertThat(open(9)).extracting(Claim::id).containsExactly(urgent.getFirst().id());
    }

    @Test
    void a_rate_spreads_what_waits_evenly_over_time() {
        set("reports", 1, 60, false);
        insert(f.job("queue", "reports"), 1, 1, 1);

        assertThat(finished(open(10))).hasSize(1);
        assertThat(gates.open(NODE, second(10), Room.of(10))).satisfies(again -> {
            assertThat(again.claims()).isEmpty();
            assertThat(again.again()).isEqualTo(second(11));
        });
        assertThat(finished(open(11))).hasSize(1);
        assertThat(finished(open(12))).hasSize(1);
    }

    @Test
    void a_rate_goes_on_after_the_clock_was_set_back() {
        set("reports", 1, 60, false);
        insert(f.job("queue", "reports"), 1, 1, 1);
        assertThat(finished(gates.open(NODE, second(3600), Room.of(10)).claims())).hasSize(1);

        assertThat(finished(open(10))).as("the next that the rate allows is an hour away no more").hasSize(1);
        assertThat(finished(open(10))).isEmpty();
        assertThat(finished(open(11))).hasSize(1);
    }

    @Test
    void however_much_waits_in_no_queue_some_of_what_waits_in_one_goes_too() {
        for (int i = 0; i < 12; i++) insert(f.job("overlap", "skip", "priority", 9), 1);
        insert(f.job("queue", "reports"), 1);

        assertThat(gates.open(NODE, second(2), Room.of(10)).claims()).extracting(Claim::queue).contains("reports").hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void an_occurrence_that_may_not_overlap_is_skipped_while_an_earlier_one_runs() {
        Job job = f.job("overlap", "skip");
        List<Planned> rows = insert(job, 1, 2);

        List<Claim> first = open(1);
        Gates.Opened later = gates.open(NODE, second(2), Room.of(10));

        assertThat(first).hasSize(1);
        assertThat(later.claims()).isEmpty();
        assertThat(later.skipped()).containsExactly(rows.get(1).id());
        assertThat(f.executions.get(f.caller, rows.get(1).id()).status()).isEqualTo(ExecutionStatus.SKIPPED);
        assertThat(f.executions.get(f.caller, rows.get(1).id()).reason()).contains("earlier execution");
    }

    @Test
    void an_occurrence_that_may_not_overlap_runs_once_the_earlier_one_is_done() {
        Job job = f.job("overlap", "skip");
        insert(job, 1, 2);

        finished(open(1));

        assertThat(open(2)).hasSize(1);
    }

    @Test
    void an_execution_that_waits_to_be_retried_still_keeps_later_ones_waiting() {
        Job job = f.job("overlap", "queue", "retries", 3);
        List<Planned> rows = insert(job, 1, 2);
        Claim first = open(1).getFirst();
        f.queue.finish(NODE, List.of(f.retry(first, second(30))));

        assertThat(open(20)).isEmpty();
        assertThat(finished(open(30))).extracting(Claim::id).containsExactly(rows.get(0).id());
        assertThat(open(31)).extracting(Claim::id).containsExactly(rows.get(1).id());
    }

    @Test
    void occurrences_that_queue_up_behind_each_other_come_in_order_one_at_a_time() {
        Job job = f.job("overlap", "queue");
        List<Planned> rows = insert(job, 1, 2, 3);

        List<UUID> order = IntStream.range(0, 3).mapToObj(i -> finished(open(9)).getFirst().id()).toList();

        assertThat(order).containsExactlyElementsOf(rows.stream().map(Planned::id).toList());
    }

    @Test
    void jobs_that_do_not_overlap_themselves_run_beside_each_other() {
        insert(f.job("overlap", "queue"), 1);
        insert(f.job("overlap", "skip"), 1);

        assertThat(open(9)).hasSize(2);
    }

    @Test
    void what_there_is_no_memory_for_waits_in_its_turn_and_uses_up_nothing_of_the_rate() {
        set("reports", 4, 60, false);
        Job large = f.job("queue", "reports", "body", "x".repeat(100_000));
        List<UUID> rows = insert(large, 1, 2, 3, 4).stream().map(Planned::id).toList();

        Gates.Opened first = gates.open(NODE, second(9), new Room(10, 150_000));
        Gates.Opened second = gates.open(NODE, second(9), new Room(10, 1));

        assertThat(first.claims()).extracting(Claim::id).containsExactlyInAnyOrderElementsOf(rows.subList(0, 2));
        assertThat(first.again()).as("as soon as there is room").isEqualTo(second(9));
        assertThat(second.claims()).as("there is always one").extracting(Claim::id).containsExactly(rows.get(2));
        assertThat(open(9)).as("four at once, as the rate has it").extracting(Claim::id).containsExactly(rows.get(3));
    }

    @Test
    void large_ones_of_one_queue_leave_room_for_another() {
        set("large", 10, null, false);
        Job large = f.job("queue", "large", "body", "x".repeat(100_000));
        insert(large, 1, 1, 1, 1);
        insert(f.job("queue", "small"), 2);

        assertThat(gates.open(NODE, second(9), new Room(10, 150_000)).claims()).extracting(Claim::queue).contains("small", "large");
    }

    @Test
    void of_a_purge_and_a_gate_that_want_the_same_each_execution_goes_one_way() throws Exception {
        set("reports", 1000, null, false);
        int rows = 800;
        insert(f.job("queue", "reports"), IntStream.range(0, rows).map(i -> 1).toArray());
        Queues queues = new Queues(f.database(), f.clock, f.queue, f.completions, () -> {});
        List<Claim> through = new ArrayList<>();
        CountDownLatch atIt = new CountDownLatch(1);
        AtomicBoolean purging = new AtomicBoolean(true);

        CompletableFuture<Void> gate = CompletableFuture.runAsync(() -> {
            while (purging.get()) {
                through.addAll(gates.open(NODE, second(9), Room.of(4)).claims());
                atIt.countDown();
            }
        }, Thread::startVirtualThread);
        assertThat(atIt.await(30, TimeUnit.SECONDS)).isTrue();
        int purged = queues.purge(f.caller, "reports");
        purging.set(false);
        gate.get(30, TimeUnit.SECONDS);

        assertThat(purged).isPositive();
        assertThat(through).isNotEmpty();
        assertThat(through.size() + purged).isEqualTo(rows);
        assertThat(through).allSatisfy(claim -> assertThat(f.places(claim.id())).isEqualTo("active"));
        assertThat(f.queue.finish(NODE, through.stream().map(f::success).toList())).hasSize(through.size());
    }

    @Test
    void what_a_gate_let_through_after_a_purge_had_looked_is_left_alone() {
        Job job = f.job("queue", "reports");
        List<Planned> rows = insert(job, 1, 2);
        List<UUID> seen = rows.stream().map(Planned::id).toList();
        Claim through = open(9).getFirst();

        List<UUID> ended = f.write(tx -> f.queue.endUnheld(tx, seen, ExecutionStatus.CANCELLED, second(9), "the queue was purged"));

        assertThat(ended).containsExactly(rows.get(1).id());
        assertThat(f.queue.finish(NODE, List.of(f.success(through)))).containsExactly(rows.get(0).id());
    }

    private List<Planned> insert(Job job, int... seconds) {
        List<Planned> rows = IntStream.of(seconds).mapToObj(s -> f.planned(job, Trigger.SCHEDULE, second(s))).toList();
        f.run(tx -> f.queue.insert(tx, rows, Holder.NONE));
        return rows;
    }

    private List<Claim> open(int second) {
        return gates.open(NODE, second(second), Room.of(10)).claims();
    }

    private List<Claim> finished(List<Claim> claims) {
        f.queue.finish(NODE, claims.stream().map(f::success).toList());
        return claims;
    }

    private void set(String name, int concurrency, @Nullable Integer perMinute, boolean paused) {
        f.run(tx -> tx.sql().insertInto(QUEUES)
                .set(QUEUES.ORG_ID, f.caller.org())
                .set(QUEUES.NAME, name)
                .set(QUEUES.CONCURRENCY, concurrency)
                .set(QUEUES.RATE_COUNT, perMinute)
                .set(QUEUES.RATE_MS, perMinute == null ? null : 60_000L)
                .set(QUEUES.PAUSED, paused)
                .set(QUEUES.CREATED_AT, QueueFixture.T)
                .set(QUEUES.UPDATED_AT, QueueFixture.T)
                .execute());
    }

    private static Instant second(int n) {
        return QueueFixture.T.plusSeconds(n);
    }
}

package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.db.Tx;
import prikke.core.db.Watch;
import prikke.core.job.Job;
import prikke.core.run.RunQueue.Missed;

/** What the queue promises, on every database. */
@ParameterizedClass
@EnumSource(Dialect.class)
class RunQueueTest {
    private static final long NODE = 7;
    private static final long OTHER = 8;

    private final QueueFixture f;
    private final RunQueue queue;
    private final Job job;

    RunQueueTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        queue = f.queue;
        job = f.job("retries", 2);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void the_most_overdue_are_claimed_first_and_what_is_not_due_is_left() {
        List<Planned> planned = List.of(at(3), at(1), at(2), at(9));
        insert(planned);

        List<Claim> two = queue.claim(NODE, QueueFixture.T, second(3), Room.of(2));
        List<Claim> rest = queue.claim(NODE, QueueFixture.T, second(3), Room.of(10));

        assertThat(two).extracting(Claim::scheduledFor).containsExactly(second(1), second(2));
        assertThat(rest).extracting(Claim::scheduledFor).containsExactly(second(3));
    }

    @Test
    void of_large_ones_no_more_are_claimed_than_memory_has_room_for_but_always_one() {
        Job large = f.job("body", "x".repeat(100_000));
        insert(IntStream.range(0, 20).mapToObj(i -> f.planned(large, Trigger.SCHEDULE, second(i))).toList());

        List<Claim> some = queue.claim(NODE, QueueFixture.T, second(100), new Room(10, 250_000));
        List<Claim> one = queue.claim(NODE, QueueFixture.T, second(100), new Room(10, 1));
        InTurn inTurn = queue.claimInTurn(NODE, QueueFixture.T, second(100), new Room(10, 250_000), InTurn.START, Set.of());

        assertThat(some).extracting(Claim::scheduledFor).containsExactly(second(0), second(1), second(2));
        assertThat(one).hasSize(1);
        assertThat(inTurn.claims()).hasSize(3);
        assertThat(inTurn.more()).isTrue();
        assertThat(claims(OTHER)).as("the rest is held by nobody").hasSize(20 - 3 - 1 - 3);
    }

    @Test
    void a_claim_carries_all_that_an_attempt_needs() {
        Planned planned = at(1);
        insert(List.of(planned));

        Claim claim = claim();

        assertThat(claim).usingRecursiveComparison().isEqualTo(new Claim(
                planned.id(), 1, job.org(), job.id(), job.key(), Trigger.SCHEDULE, second(1), second(1), QueueFixture.T, 0, 0, 3, false,
                null, 5, job.delivery()));
    }

    @Test
    void what_is_let_go_is_looked_at_once_where_nothing_else_was_wanted_of_it() {
        insert(List.of(at(1), at(2), at(3)));
        List<UUID> ids = claims(NODE).stream().map(Claim::id).toList();

        List<List<String>> texts = IntStream.rangeClosed(1, 3).mapToObj(number -> f.write(tx -> {
            List<String> seen = Watch.texts(tx);
            new WithdrawalStore().settle(tx, ids.subList(0, number), QueueFixture.T);
            return seen;
        })).toList();

        assertThat(texts).allSatisfy(seen -> assertThat(seen).hasSize(1));
        if (f.database().dialect() == Dialect.POSTGRESQL) assertThat(texts).containsOnly(texts.getFirst());
    }

    @Test
    void what_is_claimed_is_not_claimed_again() {
        insert(List.of(at(1)));

        assertThat(claims(NODE)).hasSize(1);
        assertThat(claims(OTHER)).isEmpty();
    }

    @Test
    void what_is_inserted_as_held_is_claimed_by_nobody_and_finished_under_its_first_token() {
        Planned held = at(1);
        f.run(tx -> queue.insert(tx, List.of(held), new Holder(NODE, 1, QueueFixture.T)));

        assertThat(claims(OTHER)).isEmpty();
        assertThat(queue.finish(NODE, List.of(f.success(held.claimed(1, QueueFixture.T))))).containsExactly(held.id());
    }

    @Test
    void nodes_that_claim_at_once_share_the_rows_out_and_none_goes_twice() throws Exception {
        int rows = 400;
        insert(IntStream.range(0, rows).mapToObj(i -> at(i % 20)).toList());

        List<Claim> all = Collections.synchronizedList(new ArrayList<>());
        together(8, node -> {
            int idle = 0;
            while (idle < 3) {
                List<Claim> got = queue.claim(node + 1, QueueFixture.T, second(100), Room.of(13));
                all.addAll(got);
                idle = got.isEmpty() ? idle + 1 : 0;
            }
        });

        assertThat(all).hasSize(rows).extracting(Claim::id).doesNotHaveDuplicates();
    }

    @Test
    void an_end_moves_the_execution_to_the_history_with_its_attempt() {
        insert(List.of(at(1)));
        Claim claim = claim();

        List<UUID> ended = queue.finish(NODE, List.of(f.success(claim)));

        assertThat(ended).containsExactly(claim.id());
        assertThat(f.places(claim.id())).isEqualTo("ended");
        assertThat(f.execution(claim.id()).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.attempts(claim.id())).singleElement().satisfies(attempt -> {
            assertThat(attempt.number()).isEqualTo(1);
            assertThat(attempt.result()).usingRecursiveComparison().isEqualTo(f.success(claim).result());
        });
    }

    @Test
    void many_ends_with_and_without_an_answer_go_together() {
        insert(IntStream.range(0, 40).mapToObj(i -> at(i)).toList());
        List<Claim> claims = claims(NODE);

        List<Finish> finishes = claims.stream()
                .map(c -> c.scheduledFor().getEpochSecond() % 2 == 0 ? f.success(c) : f.failure(c))
                .toList();

        assertThat(queue.finish(NODE, finishes)).hasSize(40);
        for (Finish finish : finishes) {
            assertThat(f.attempts(finish.claim().id())).singleElement().satisfies(attempt ->
                    assertThat(attempt.result()).usingRecursiveComparison().isEqualTo(finish.result()));
        }
    }

    @Test
    void a_finish_under_an_old_token_changes_nothing() {
        insert(List.of(at(1)));
        Claim old = claim();
        queue.reap(NODE, "dead", second(100), second(200));
        Claim fresh = claims(OTHER).getFirst();

        assertThat(queue.finish(NODE, List.of(f.success(old)))).isEmpty();
        assertThat(queue.finish(NODE, List.of(f.retry(old, second(50))))).isEmpty();

        assertThat(f.places(old.id())).isEqualTo("active");
        assertThat(f.attempts(old.id())).extracting(a -> a.result().status()).containsExactly(AttemptStatus.LOST);
        assertThat(queue.finish(OTHER, List.of(f.success(fresh)))).containsExactly(old.id());
        assertThat(f.attempts(old.id())).extracting(a -> a.result().status())
                .containsExactly(AttemptStatus.LOST, AttemptStatus.SUCCESS);
    }

    @Test
    void an_old_and_a_new_finish_in_one_batch_count_once() {
        insert(List.of(at(1)));
        Claim old = claim();
        queue.reap(NODE, "dead", second(100), second(200));
        Claim fresh = claims(NODE).getFirst();

        assertThat(queue.finish(NODE, List.of(f.failure(old), f.success(fresh)))).containsExactly(old.id());

        assertThat(f.execution(old.id()).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.attempts(old.id())).hasSize(2);
    }

    @Test
    void a_retry_puts_the_execution_back_for_its_time_and_keeps_the_attempt() {
        insert(List.of(at(1)));
        Claim first = claim();

        assertThat(queue.finish(NODE, List.of(f.retry(first, second(60))))).isEmpty();

        assertThat(queue.claim(NODE, QueueFixture.T, second(59), Room.of(10))).isEmpty();
        Claim second = queue.claim(NODE, QueueFixture.T, second(60), Room.of(10)).getFirst();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.failures()).isEqualTo(2);
        assertThat(second.token()).isGreaterThan(first.token());
        queue.finish(NODE, List.of(f.success(second)));
        Execution execution = f.execution(first.id());
        assertThat(execution.attempts()).isEqualTo(2);
        assertThat(execution.startedAt()).isEqualTo(f.retry(first, second(60)).result().sentAt());
    }

    @Test
    void a_reader_sees_an_ending_execution_in_exactly_one_place() throws Exception {
        insert(IntStream.range(0, 200).mapToObj(i -> at(1)).toList());
        List<Claim> claims = claims(NODE);
        AtomicBoolean done = new AtomicBoolean();
        Set<Integer> seen = Collections.synchronizedSet(new HashSet<>());
        ExecutionFilter all = new ExecutionFilter(null, null, null, null, null, null, 500);
        try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                readers.submit(() -> {
                    while (!done.get()) seen.add(f.executions.list(f.caller, all).size());
                });
            }
            for (int i = 0; i < claims.size(); i += 4) {
                queue.finish(NODE, claims.subList(i, i + 4).stream().map(f::success).toList());
            }
            done.set(true);
        }

        assertThat(seen).containsExactly(200);
    }

    @Test
    void release_lets_another_node_take_it_at_once() {
        insert(List.of(at(1)));
        Claim claim = claim();

        queue.release(NODE, List.of(claim), second(200));

        Claim again = claims(OTHER).getFirst();
        assertThat(again.id()).isEqualTo(claim.id());
        assertThat(again.attempt()).isEqualTo(1);
        queue.release(NODE, List.of(claim), second(200));
        assertThat(claims(NODE)).as("a release under an old claim").isEmpty();
    }

    @Test
    void insert_missing_skips_what_queue_or_history_knows() {
        Planned queued = at(1);
        Planned ended = at(2);
        Planned fresh = at(3);
        insert(List.of(queued, ended));
        Claim claim = queue.claim(NODE, QueueFixture.T, second(9), Room.of(10)).stream().filter(c -> c.id().equals(ended.id())).findFirst().orElseThrow();
        queue.finish(NODE, List.of(f.success(claim)));

        List<Planned> added = f.write(tx -> queue.insertMissing(tx, List.of(queued, ended, fresh, fresh), Holder.NONE));

        assertThat(added).containsExactly(fresh);
        assertThat(f.places(ended.id())).isEqualTo("ended");
        assertThat(f.places(queued.id())).isEqualTo("active");
        assertThat(f.places(fresh.id())).isEqualTo("active");
    }

    @Test
    void withdrawing_takes_back_what_is_still_to_come_of_the_job_s_own_occurrences() {
        Job other = f.job("retries", 0);
        Planned past = at(1);
        Planned coming = at(20);
        Planned manual = f.planned(job, Trigger.MANUAL, second(20));
        Planned ofOther = f.planned(other, Trigger.SCHEDULE, second(20));
        Planned retried = at(11);
        insert(List.of(past, coming, manual, ofOther, retried));
        Claim claim = queue.claim(NODE, QueueFixture.T, second(11), Room.of(10)).stream().filter(c -> c.id().equals(retried.id())).findFirst().orElseThrow();
        queue.finish(NODE, List.of(f.retry(claim, second(30))));

        List<UUID> ended = f.write(tx -> queue.withdraw(tx, job.id(), false, RunQueue.Giving.NOTHING, second(10)));

        assertThat(ended).isEmpty();
        assertThat(f.places(coming.id())).isEqualTo("nowhere");
        for (Planned p : List.of(past, manual, ofOther, retried)) assertThat(f.places(p.id())).isEqualTo("active");
    }

    @Test
    void withdrawing_all_ends_what_waits_and_is_over_too_but_not_a_one_off_s_only_occurrence() {
        Planned waiting = at(1);
        Planned once = f.planned(job, Trigger.ONCE, second(2));
        Planned held = at(3);
        Planned heldElsewhere = at(4);
        insert(List.of(waiting, once));
        f.run(tx -> queue.insert(tx, List.of(held, heldElsewhere), new Holder(NODE, 1, QueueFixture.T)));

        List<UUID> ended = f.write(tx -> queue.withdraw(tx, job.id(), true, ids -> List.of(new Held(held.id(), 1)), second(10)));

        assertThat(ended).containsExactlyInAnyOrder(waiting.id(), held.id());
        assertThat(f.execution(waiting.id()).status()).isEqualTo(ExecutionStatus.CANCELLED);
        assertThat(f.execution(waiting.id()).reason()).isEqualTo("the job was paused before it began");
        assertThat(f.places(once.id())).isEqualTo("nowhere");
        assertThat(f.places(heldElsewhere.id())).as("its holder may have begun it").isEqualTo("active");
    }

    @Test
    void cancelling_ends_what_has_not_begun() {
        Planned waiting = at(1);
        Planned later = at(60);
        insert(List.of(waiting));
        f.run(tx -> queue.insert(tx, List.of(later), new Holder(NODE, 1, QueueFixture.T)));

        List<UUID> ended = f.write(tx -> queue.cancel(tx, job.id(), ids -> List.of(new Held(later.id(), 1)), second(5), "the job was deleted"));

        assertThat(ended).containsExactlyInAnyOrder(waiting.id(), later.id());
        assertThat(f.execution(waiting.id())).satisfies(e -> {
            assertThat(e.status()).isEqualTo(ExecutionStatus.CANCELLED);
            assertThat(e.reason()).isEqualTo("the job was deleted");
            assertThat(e.finishedAt()).isEqualTo(second(5));
            assertThat(e.startedAt()).isNull();
            assertThat(e.attempts()).isZero();
        });
    }

    @Test
    void what_is_given_up_under_a_claim_that_is_void_stays_with_whoever_holds_it_now() {
        Planned row = at(1);
        f.run(tx -> queue.insert(tx, List.of(row), new Holder(OTHER, 2, QueueFixture.T)));
        RunQueue.Giving stale = ids -> List.of(new Held(row.id(), 1));

        assertThat(f.<List<UUID>>write(tx -> queue.withdraw(tx, job.id(), true, stale, second(10)))).isEmpty();
        assertThat(f.<List<UUID>>write(tx -> queue.cancel(tx, job.id(), stale, second(10), "gone"))).isEmpty();

        assertThat(f.places(row.id())).isEqualTo("active");
    }

    @Test
    void an_attempt_under_way_ends_as_it_does_although_cancelled() {
        insert(List.of(at(1)));
        Claim claim = claim();

        assertThat(f.<List<UUID>>write(tx -> queue.cancel(tx, job.id(), RunQueue.Giving.NOTHING, second(5), "gone"))).isEmpty();

        assertThat(queue.finish(NODE, List.of(f.success(claim)))).containsExactly(claim.id());
        assertThat(f.execution(claim.id()).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_cancelled_attempt_that_fails_is_not_tried_again() {
        insert(List.of(at(1)));
        Claim claim = claim();
        f.run(tx -> queue.cancel(tx, job.id(), RunQueue.Giving.NOTHING, second(5), "gone"));

        assertThat(queue.finish(NODE, List.of(f.retry(claim, second(60))))).containsExactly(claim.id());

        assertThat(f.execution(claim.id()).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(f.execution(claim.id()).reason()).contains("cancelled");
        assertThat(f.attempts(claim.id())).hasSize(1);
    }

    @Test
    void a_cancelled_attempt_whose_node_dies_is_not_tried_again() {
        insert(List.of(at(1)));
        Claim claim = claim();
        f.run(tx -> queue.cancel(tx, job.id(), RunQueue.Giving.NOTHING, second(5), "gone"));

        queue.reap(NODE, "dead", second(10), second(200));

        assertThat(claims(OTHER)).isEmpty();
        assertThat(f.places(claim.id())).isEqualTo("ended");
        assertThat(f.execution(claim.id()).status()).isEqualTo(ExecutionStatus.CANCELLED);
        assertThat(f.attempts(claim.id())).extracting(a -> a.result().status()).containsExactly(AttemptStatus.LOST);
    }

    @Test
    void a_cancelled_claim_that_is_let_go_unattempted_ends() {
        insert(List.of(at(1)));
        Claim claim = claim();
        f.run(tx -> queue.cancel(tx, job.id(), RunQueue.Giving.NOTHING, second(5), "gone"));

        queue.release(NODE, List.of(claim), second(200));

        assertThat(claims(OTHER)).isEmpty();
        assertThat(f.execution(claim.id()).status()).isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void what_a_dead_node_may_have_attempted_is_lost_and_due_again_at_once() {
        insert(List.of(at(1), at(20)));
        List<Claim> claims = queue.claim(NODE, QueueFixture.T, second(20), Room.of(10));

        int lost = queue.reap(NODE, "dead", second(10), second(200));

        assertThat(lost).isEqualTo(1);
        List<Claim> again = queue.claim(OTHER, QueueFixture.T, second(20), Room.of(10));
        assertThat(again).extracting(Claim::id).containsExactlyElementsOf(claims.stream().map(Claim::id).toList());
        Claim attempted = again.getFirst();
        assertThat(attempted.attempt()).isEqualTo(2);
        assertThat(attempted.failures()).as("the lost one is not charged").isEqualTo(1);
        assertThat(again.getLast().attempt()).as("not due while the node lived: merely let go").isEqualTo(1);
        assertThat(f.attempts(attempted.id())).singleElement().satisfies(a -> {
            assertThat(a.result().status()).isEqualTo(AttemptStatus.LOST);
            assertThat(a.result().node()).isEqualTo("dead");
            assertThat(a.addedHeaders()).as("nobody knows what was sent").isEmpty();
        });
    }

    @Test
    void reaping_leaves_what_others_hold() {
        insert(List.of(at(1)));
        Claim claim = claim();

        assertThat(queue.reap(OTHER, "dead", second(10), second(200))).isZero();

        assertThat(queue.finish(NODE, List.of(f.success(claim)))).hasSize(1);
    }

    @Test
    void occurrences_that_never_ran_are_recorded_once_with_their_reason() {
        Planned missed = at(1);
        Planned known = at(2);
        insert(List.of(known));

        for (int twice = 0; twice < 2; twice++) {
            f.run(tx -> queue.recordMissed(tx, List.of(new Missed(missed, "down"), new Missed(known, "down")), second(9)));
        }

        assertThat(f.execution(missed.id())).satisfies(e -> {
            assertThat(e.status()).isEqualTo(ExecutionStatus.MISSED);
            assertThat(e.reason()).isEqualTo("down");
            assertThat(e.finishedAt()).isEqualTo(second(9));
        });
        assertThat(f.places(known.id())).isEqualTo("active");
    }

    @Test
    void finishing_and_cancelling_at_once_neither_hang_nor_lose_anything() throws Exception {
        insert(IntStream.range(0, 300).mapToObj(i -> at(10)).toList());
        List<Claim> claims = claims(NODE);

        together(2, who -> {
            if (who == 0) {
                for (int i = 0; i < claims.size(); i += 10) {
                    queue.finish(NODE, claims.subList(i, i + 10).stream().map(f::success).toList());
                }
            } else {
                // By this clock nothing is due yet, so that what is held may be ended too.
                f.run(tx -> queue.cancel(tx, job.id(), RunQueue.Giving.NOTHING, second(5), "gone"));
            }
        });

        int active = f.write(tx -> tx.sql().fetchCount(ACTIVE_EXECUTIONS));
        int ended = f.write(tx -> tx.sql().fetchCount(ENDED_EXECUTIONS));
        assertThat(Map.of("active", active, "ended", ended)).isEqualTo(Map.of("active", 0, "ended", 300));
    }

    @Test
    void a_finish_of_ends_and_retries_takes_all_its_rows_in_one_order() throws Exception {
        insert(List.of(at(1), at(2)));
        List<Claim> claims = claims(NODE);
        CompletableFuture<List<UUID>> finish = new CompletableFuture<>();

        // Somebody has the first and then wants the second: whoever waits for the first must not have the second.
        f.run(tx -> {
            lock(tx, claims.get(0));
            Thread.startVirtualThread(
                    () -> finish.complete(queue.finish(NODE, List.of(f.success(claims.get(0)), f.retry(claims.get(1), second(50))))));
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(this::someoneWaits);
            lock(tx, claims.get(1));
        });

        assertThat(finish.get(20, TimeUnit.SECONDS)).containsExactly(claims.get(0).id());
        assertThat(f.places(claims.get(1).id())).isEqualTo("active");
    }

    private static void lock(Tx tx, Claim claim) {
        tx.sql().select(ACTIVE_EXECUTIONS.ID).from(ACTIVE_EXECUTIONS).where(ACTIVE_EXECUTIONS.ID.eq(claim.id())).forUpdate().noWait().fetch();
    }

    private boolean someoneWaits() {
        String question = f.database().dialect() == Dialect.H2
                ? "select count(*) from information_schema.sessions where blocker_id is not null"
                : "select count(*) from pg_locks where not granted";
        return f.database().<Integer>read(tx -> tx.sql().fetchSingle(question).into(int.class)) > 0;
    }

    private interface Work {
        void by(int who) throws Exception;
    }

    private static void together(int threads, Work work) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Integer>> tasks = IntStream.range(0, threads).<Callable<Integer>>mapToObj(i -> () -> {
                work.by(i);
                return i;
            }).toList();
            for (Future<Integer> task : pool.invokeAll(tasks)) task.get();
        }
    }

    private void insert(List<Planned> planned) {
        f.run(tx -> queue.insert(tx, planned, Holder.NONE));
    }

    private Planned at(int seconds) {
        return f.planned(job, Trigger.SCHEDULE, second(seconds));
    }

    private static Instant second(int seconds) {
        return QueueFixture.T.plus(Duration.ofSeconds(seconds));
    }

    private Claim claim() {
        return claims(NODE).getFirst();
    }

    private List<Claim> claims(long node) {
        return queue.claim(node, QueueFixture.T, second(100), Room.of(1000));
    }
}

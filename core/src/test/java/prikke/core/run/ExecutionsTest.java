package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.Slice;
import prikke.core.account.Caller;
import prikke.core.account.Role;
import prikke.core.account.TestOrganization;
import prikke.core.db.Dialect;
import prikke.core.job.Job;
import prikke.core.job.TestDraft;

/** What can be read of executions, and running a job now. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class ExecutionsTest {
    private static final long NODE = 7;
    private static final Duration POLL = Duration.ofMillis(2);

    private final QueueFixture f;
    private final Executions executions;
    private final Caller caller;
    private final Job job;
    private final Map<UUID, Claim> held = new HashMap<>();

    ExecutionsTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        executions = f.executions;
        caller = f.caller;
        job = f.job("key", "nightly", "retries", 2);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void what_is_asked_for_by_the_ids_of_jobs_is_of_the_callers_organization_alone() {
        claim(insert(job, 10));
        f.clock.set(second(10));
        Caller stranger = TestOrganization.in(f.database()).member();

        assertThat(executions.latest(caller, List.of(job.id()))).containsOnlyKeys(job.id());
        assertThat(executions.latest(stranger, List.of(job.id()))).isEmpty();
        assertThat(f.jobs.those(caller, List.of(job.id()))).containsOnlyKeys(job.id());
        assertThat(f.jobs.those(stranger, List.of(job.id()))).isEmpty();
    }

    @Test
    void an_execution_is_pending_then_running_then_retrying_then_ended() {
        Planned planned = insert(job, 10);
        assertThat(status(planned)).isEqualTo(ExecutionStatus.PENDING);

        Claim claim = claim(planned);
        assertThat(status(planned)).as("held for later").isEqualTo(ExecutionStatus.PENDING);
        f.clock.set(second(10));
        assertThat(status(planned)).isEqualTo(ExecutionStatus.RUNNING);

        f.queue.finish(NODE, List.of(f.retry(claim, second(40))));
        Execution retrying = executions.get(caller, planned.id());
        assertThat(retrying.status()).isEqualTo(ExecutionStatus.RETRYING);
        assertThat(retrying.nextAttemptAt()).isEqualTo(second(40));
        assertThat(retrying.statusCode()).isEqualTo(500);
        assertThat(retrying.errorCode()).isEqualTo("http_status");
        assertThat(retrying.attempts()).isEqualTo(1);
        assertThat(retrying.finishedAt()).isNull();

        f.clock.set(second(41));
        Finish success = f.success(claim(planned));
        f.queue.finish(NODE, List.of(success));
        Execution ended = executions.get(caller, planned.id());
        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(ended.nextAttemptAt()).isNull();
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.errorCode()).isNull();
        assertThat(ended.finishedAt()).isEqualTo(success.result().answeredAt());
        assertThat(ended.lag()).isEqualTo(Duration.ZERO);
        assertThat(ended.jobKey()).isEqualTo("nightly");
    }

    @Test
    void lists_are_latest_first_and_pages_over_both_tables_meet_without_gap_or_double() {
        List<UUID> expected = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            Planned planned = insert(job, i / 3);
            if (i % 2 == 0) end(planned);
            expected.add(planned.id());
        }
        expected.sort((a, b) -> b.toString().compareTo(a.toString()));

        List<UUID> seen = new ArrayList<>();
        List<Execution> page = executions.list(caller, filter(null, null, null, 4));
        while (!page.isEmpty() && seen.size() <= expected.size()) {
            page.forEach(e -> seen.add(e.id()));
            page = executions.list(caller, filter(null, null, page.getLast().id(), 4));
        }

        assertThat(seen).isEqualTo(expected);
        assertThat(executions.list(caller, filter(null, null, null, 200))).extracting(Execution::scheduledFor)
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void the_list_can_be_narrowed_by_every_status() {
        Planned success = end(insert(job, 1));
        Planned pending = insert(job, 5);
        Planned running = insert(job, 2);
        Planned retrying = insert(job, 3);
        claimAll(3);
        f.queue.finish(NODE, List.of(f.retry(claim(retrying), second(60))));
        f.clock.set(second(4));

        assertThat(ids(filter(ExecutionStatus.SUCCESS, null, null, 9))).containsExactly(success.id());
        assertThat(ids(filter(ExecutionStatus.PENDING, null, null, 9))).containsExactly(pending.id());
        assertThat(ids(filter(ExecutionStatus.RUNNING, null, null, 9))).containsExactly(running.id());
        assertThat(ids(filter(ExecutionStatus.RETRYING, null, null, 9))).containsExactly(retrying.id());
        assertThat(ids(filter(ExecutionStatus.MISSED, null, null, 9))).isEmpty();
        for (Execution e : executions.list(caller, filter(null, null, null, 9))) {
            assertThat(ids(filter(e.status(), null, null, 9))).as("%s is found under its status", e.status()).containsExactly(e.id());
        }
    }

    @Test
    void the_list_can_be_narrowed_by_job_queue_and_time() {
        Job other = f.job("key", "other", "queue", "reports");
        Planned first = end(insert(job, 1));
        Planned second = insert(job, 2);
        Planned third = insert(job, 3);
        Planned foreign = insert(other, 2);

        assertThat(ids(filter(null, other.id(), null, 9))).containsExactly(foreign.id());
        assertThat(ids(new ExecutionFilter(null, null, "reports", null, null, null, 9))).containsExactly(foreign.id());
        assertThat(ids(new ExecutionFilter(null, null, "none", null, null, null, 9))).isEmpty();
        assertThat(ids(new ExecutionFilter(job.id(), null, null, second(2), second(3), null, 9))).containsExactly(second.id());
        assertThat(ids(new ExecutionFilter(job.id(), null, null, second(3), null, null, 9))).containsExactly(third.id());
        assertThat(ids(new ExecutionFilter(job.id(), null, null, null, second(2), null, 9))).containsExactly(first.id());
    }

    @Test
    void the_list_can_begin_with_the_earliest() {
        List<UUID> all = new ArrayList<>();
        for (int i = 1; i <= 5; i++) all.add(i % 2 == 0 ? insert(job, i).id() : end(insert(job, i)).id());

        List<UUID> first = ids(earliest(null, 2));

        assertThat(first).isEqualTo(all.subList(0, 2));
        assertThat(ids(earliest(first.getLast(), 9))).isEqualTo(all.subList(2, 5));
    }

    private static ExecutionFilter earliest(@Nullable UUID past, int limit) {
        return new ExecutionFilter(null, null, null, null, null, null, true, past, limit);
    }

    @Test
    void a_search_finds_what_is_in_key_error_or_reason_whatever_the_case() {
        Planned broken = insert(job, 1);
        f.queue.finish(NODE, List.of(f.failure(claim(broken))));
        Planned other = insert(f.job("key", "other-1"), 2);
        Planned missed = f.planned(job, Trigger.SCHEDULE, second(3));
        f.run(tx -> f.queue.recordMissed(tx, List.of(new RunQueue.Missed(missed, "100% Down")), second(3)));

        assertThat(found("CONNECTION broke", null)).containsExactly(broken.id());
        assertThat(found("reset", null)).containsExactly(broken.id());
        assertThat(found("OTHER-1", null)).containsExactly(other.id());
        assertThat(found("100% down", null)).containsExactly(missed.id());
        assertThat(found("nightly", null)).containsExactly(missed.id(), broken.id());
        assertThat(found("nightly", ExecutionStatus.MISSED)).containsExactly(missed.id());
        assertThat(found("nothing", null)).isEmpty();
    }

    private List<UUID> found(String text, @Nullable ExecutionStatus status) {
        return page(text, status, null, 9).items().stream().map(Execution::id).toList();
    }

    private Slice<Execution> page(String text, @Nullable ExecutionStatus status, @Nullable UUID past, int limit) {
        return executions.page(caller, new ExecutionFilter(null, status, null, null, null, text, false, past, limit));
    }

    @Test
    void a_search_goes_through_so_many_at_once_and_says_where_to_go_on() {
        Planned rare = f.planned(job, Trigger.SCHEDULE, second(0));
        List<RunQueue.Missed> many = new ArrayList<>(List.of(new RunQueue.Missed(rare, "rare")));
        for (int i = 1; i <= 2 * SearchStore.MOST; i++) {
            many.add(new RunQueue.Missed(f.planned(job, Trigger.SCHEDULE, second(i)), "common"));
        }
        f.run(tx -> f.queue.recordMissed(tx, many, second(99)));

        Slice<Execution> first = page("rare", null, null, 9);
        Slice<Execution> second = page("rare", null, first.next(), 9);
        Slice<Execution> third = page("rare", null, second.next(), 9);

        assertThat(first.items()).isEmpty();
        assertThat(second.items()).isEmpty();
        assertThat(third.items()).extracting(Execution::id).containsExactly(rare.id());
        assertThat(third.next()).isNull();
        assertThat(page("common", null, null, 3).next()).isEqualTo(page("common", null, null, 3).items().getLast().id());
    }

    @Test
    void the_latest_of_a_job_is_its_latest_that_has_begun() {
        Job idle = f.job("key", "idle");
        Job retried = f.job("key", "retried", "retries", 1);
        insert(idle, 1);
        end(insert(job, 1));
        Planned latest = end(insert(job, 2));
        insert(job, 50);
        end(insert(retried, 1));
        Planned retrying = insert(retried, 2);
        f.queue.finish(NODE, List.of(f.retry(claim(retrying), second(60))));

        Map<UUID, Execution> found = executions.latest(caller, List.of(idle.id(), job.id(), retried.id()));

        assertThat(found).containsOnlyKeys(job.id(), retried.id());
        assertThat(found.get(job.id())).extracting(Execution::id).isEqualTo(latest.id());
        assertThat(found.get(retried.id())).extracting(Execution::id).isEqualTo(retrying.id());
        assertThat(executions.active(caller, List.of(idle.id(), job.id(), retried.id())))
                .isEqualTo(Set.of(idle.id(), job.id(), retried.id()));
    }

    @Test
    void the_attempts_tell_the_request_as_it_was_and_what_came_of_it() {
        Planned planned = insert(job, 1);
        f.queue.finish(NODE, List.of(f.retry(claim(planned), second(9))));
        f.jobs.update(caller, "nightly", d -> TestDraft.with(d, "url", "http://elsewhere.example/"));
        f.queue.finish(NODE, List.of(f.failure(claim(planned))));

        List<Attempt> attempts = executions.attempts(caller, planned.id());

        assertThat(attempts).extracting(Attempt::number).containsExactly(1, 2);
        assertThat(attempts).extracting(a -> a.call().url()).containsOnly(job.delivery().call().url());
        Attempt first = attempts.getFirst();
        assertThat(first.addedHeaders()).containsEntry("Webhook-Id", planned.id().toString()).containsEntry("Prikke-Attempt", "1")
                .containsEntry("Webhook-Signature", "v1,x").containsEntry("Prikke-Job-Key", "nightly");
        assertThat(attempts.getLast().result().errorCode()).isEqualTo(ErrorCode.RESET);
        assertThat(executions.attempts(caller, insert(job, 3).id())).isEmpty();
    }

    @Test
    void the_history_of_a_deleted_job_remains_under_its_key() {
        Planned planned = end(insert(job, 1));

        f.jobs.delete(caller, "nightly");

        assertThat(executions.get(caller, planned.id()).jobKey()).isEqualTo("nightly");
        assertThat(executions.attempts(caller, planned.id())).hasSize(1);
        assertThat(ids(filter(null, job.id(), null, 9))).containsExactly(planned.id());
    }

    @Test
    void a_wait_ends_at_once_when_the_execution_does() throws Exception {
        Planned planned = insert(job, 1);
        Claim claim = claim(planned);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicReference<Long> answered = new AtomicReference<>();
            CompletableFuture<Execution> waiting = CompletableFuture.supplyAsync(() -> {
                Execution execution = executions.await(caller, planned.id(), Duration.ofSeconds(30));
                answered.set(System.nanoTime());
                return execution;
            }, pool);
            await().pollInterval(POLL).until(() -> f.completions.isAwaited(planned.id()));

            f.queue.finish(NODE, List.of(f.success(claim)));
            long ended = System.nanoTime();
            f.completions.ended(List.of(planned.id()));

            assertThat(waiting.get(20, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.SUCCESS);
            assertThat(Duration.ofNanos(answered.get() - ended)).isLessThan(Duration.ofMillis(400));
        }
        assertThat(f.completions.isAwaited(planned.id())).isFalse();
    }

    @Test
    void a_wait_notices_an_end_on_another_node_within_a_second() {
        Planned planned = insert(job, 1);
        Claim claim = claim(planned);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Execution> waiting = CompletableFuture.supplyAsync(
                    () -> executions.await(caller, planned.id(), Duration.ofSeconds(30)), pool);
            await().pollInterval(POLL).until(() -> f.completions.isAwaited(planned.id()));

            f.queue.finish(NODE, List.of(f.success(claim)));

            assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).extracting(Execution::status).isEqualTo(ExecutionStatus.SUCCESS);
        }
    }

    @Test
    void a_wait_returns_the_execution_as_it_stands_when_its_time_is_up() {
        Planned planned = insert(job, 1);

        long start = System.nanoTime();
        Execution execution = executions.await(caller, planned.id(), Duration.ofMillis(120));

        assertThat(execution.status()).isEqualTo(ExecutionStatus.PENDING);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(120), Duration.ofSeconds(5));
        assertThat(f.completions.isAwaited(planned.id())).isFalse();
    }

    /** And not for the database. */
    private static boolean waitsForTheEnd(Thread thread) {
        List<String> classes = Arrays.stream(thread.getStackTrace()).map(StackTraceElement::getClassName).toList();
        return thread.getState() == Thread.State.TIMED_WAITING && classes.stream().noneMatch(c -> c.startsWith("org.jooq."));
    }

    @Test
    void a_waiter_that_is_interrupted_leaves_with_what_it_knows_and_the_others_wait_on() throws Exception {
        Planned planned = insert(job, 1);
        AtomicReference<@Nullable Execution> known = new AtomicReference<>();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>(false);
        Thread impatient = Thread.ofVirtual().start(() -> {
            known.set(executions.await(caller, planned.id(), Duration.ofSeconds(30)));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        await().pollInterval(POLL).until(() -> waitsForTheEnd(impatient));

        impatient.interrupt();

        assertThat(impatient.join(Duration.ofSeconds(10))).isTrue();
        assertThat(known.get()).extracting(Execution::status).isEqualTo(ExecutionStatus.PENDING);
        assertThat(stillInterrupted.get()).isTrue();
        assertThat(f.completions.closed()).isFalse();
        assertThat(executions.get(caller, planned.id()).status()).as("the database is open").isEqualTo(ExecutionStatus.PENDING);
    }

    @Test
    void a_stop_lets_all_waiters_go() {
        Planned planned = insert(job, 1);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Execution> waiting = CompletableFuture.supplyAsync(
                    () -> executions.await(caller, planned.id(), Duration.ofSeconds(30)), pool);
            await().pollInterval(POLL).until(() -> f.completions.isAwaited(planned.id()));

            f.completions.close();

            assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).extracting(Execution::status).isEqualTo(ExecutionStatus.PENDING);
            assertThat(executions.await(caller, planned.id(), Duration.ofSeconds(30)).status()).isEqualTo(ExecutionStatus.PENDING);
        }
    }

    @Test
    void running_now_makes_an_execution_beside_the_schedule() {
        f.clock.set(QueueFixture.T.plusNanos(123_456_789));
        Execution execution = executions.runNow(caller, "nightly");

        assertThat(execution.trigger()).isEqualTo(Trigger.MANUAL);
        assertThat(execution.scheduledFor()).isEqualTo(QueueFixture.T.plusMillis(123));
        assertThat(f.jobs.get(caller, "nightly").planAt()).isEqualTo(job.planAt());
        assertThat(executions.runNow(caller, job.id().toString()).id()).isNotEqualTo(execution.id());
    }

    @Test
    void another_organization_s_executions_are_not_to_be_found() {
        Planned planned = end(insert(job, 1));
        Caller other = TestOrganization.in(f.database()).as(Role.OWNER);

        assertThat(refusal(() -> executions.get(other, planned.id())).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(refusal(() -> executions.attempts(other, planned.id())).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(refusal(() -> executions.await(other, planned.id(), Duration.ofSeconds(1))).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(refusal(() -> executions.runNow(other, "nightly")).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(executions.list(other, filter(null, job.id(), null, 9))).isEmpty();
        assertThat(executions.latest(other, List.of(job.id()))).isEmpty();
        insert(job, 9);
        assertThat(executions.active(other, List.of(job.id()))).isEmpty();
    }

    @Test
    void a_viewer_may_read_and_not_run() {
        Planned planned = insert(job, 1);
        Caller viewer = new Caller(caller.actor(), caller.org(), Role.VIEWER);

        assertThat(executions.get(viewer, planned.id()).id()).isEqualTo(planned.id());
        assertThat(refusal(() -> executions.runNow(viewer, "nightly")).kind()).isEqualTo(Kind.FORBIDDEN);
    }

    private Planned insert(Job of, int second) {
        Planned planned = f.planned(of, Trigger.SCHEDULE, second(second));
        f.run(tx -> f.queue.insert(tx, List.of(planned), Holder.NONE));
        return planned;
    }

    private void claimAll(int second) {
        for (Claim claim : f.queue.claim(NODE, QueueFixture.T, second(second), Room.of(100))) held.put(claim.id(), claim);
    }

    private Claim claim(Planned planned) {
        if (!held.containsKey(planned.id()) || status(planned) == ExecutionStatus.RETRYING) claimAll(1000);
        Claim claim = held.get(planned.id());
        if (claim == null) throw new IllegalStateException("not claimed");
        return claim;
    }

    private Planned end(Planned planned) {
        f.queue.finish(NODE, List.of(f.success(claim(planned))));
        return planned;
    }

    private ExecutionStatus status(Planned planned) {
        return executions.get(caller, planned.id()).status();
    }

    private List<UUID> ids(ExecutionFilter filter) {
        return executions.list(caller, filter).stream().map(Execution::id).toList();
    }

    private static ExecutionFilter filter(@Nullable ExecutionStatus status, @Nullable UUID job, @Nullable UUID before, int limit) {
        return new ExecutionFilter(job, status, null, null, null, before, limit);
    }

    private static Instant second(int seconds) {
        return QueueFixture.T.plusSeconds(seconds);
    }

    private static ProblemException refusal(ThrowingCallable use) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, use);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}

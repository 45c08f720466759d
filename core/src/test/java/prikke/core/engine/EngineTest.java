package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;
import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.Uuid7;
import prikke.core.db.Dialect;
import prikke.core.engine.Receiver.Answer;
import prikke.core.engine.Receiver.Request;
import prikke.core.run.Holder;
import prikke.core.run.Planned;
import prikke.core.job.Job;
import prikke.core.job.NewExecution;
import prikke.core.job.TestDraft;
import prikke.core.run.AttemptStatus;
import prikke.core.run.ErrorCode;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.RunQueue;
import prikke.core.run.Taken;
import prikke.core.run.Trigger;

/** From the occurrence to the record, with the crank turned by hand. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class EngineTest {
    private final EngineFixture f;

    EngineTest(Dialect dialect) {
        f = new EngineFixture(dialect);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void a_one_second_job_is_delivered_once_a_second_and_each_is_recorded() {
        Job job = f.job("every", "1s");

        f.run(Duration.ofSeconds(6));

        assertThat(f.delivered()).isEqualTo(once(1, 6));
        assertThat(f.history(job)).filteredOn(e -> e.status() == ExecutionStatus.SUCCESS).hasSize(6).allSatisfy(e -> {
            assertThat(e.startedAt()).isEqualTo(e.scheduledFor());
            assertThat(e.trigger()).isEqualTo(Trigger.SCHEDULE);
            assertThat(e.attempts()).isEqualTo(1);
        });
    }

    @Test
    void the_id_of_an_execution_follows_from_job_and_occurrence() {
        Job job = f.job("every", "1s");

        f.run(Duration.ofSeconds(2));

        assertThat(f.history(job)).allSatisfy(e -> assertThat(e.id()).isEqualTo(Uuid7.derived(job.id(), e.scheduledFor())));
    }

    @Test
    void a_one_off_goes_out_at_once_with_all_its_headers() {
        UUID id = f.post("key", "hello", "body", "{\"a\":1}", "headers", Map.of("X-Mine", "yes"));
        f.turn();

        Request request = f.receiver.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.body()).asString(UTF_8).isEqualTo("{\"a\":1}");
        Job job = f.jobs.get(f.caller, "hello");
        Map<String, String> expected = Map.of(
                "X-Mine", "yes", "Content-Type", "application/json", "User-Agent", "Prikke/0.1.0", "Prikke-Job-Id", job.id().toString(),
                "Prikke-Job-Key", "hello", "Prikke-Execution-Id", id.toString(), "Prikke-Attempt", "1",
                "Prikke-Scheduled-For", "2030-01-01T00:00:00Z", "Webhook-Id", id.toString(),
                "Webhook-Timestamp", Long.toString(EngineFixture.T.getEpochSecond()));
        expected.forEach((name, value) -> assertThat(request.header(name)).as(name).isEqualTo(value));
        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.attempts(id)).singleElement().satisfies(attempt -> {
            assertThat(attempt.result().responseBody()).asString(UTF_8).isEqualTo("answered 200");
            assertThat(attempt.result().node()).isEqualTo("node-1");
            attempt.addedHeaders().forEach((name, value) -> assertThat(request.header(name)).as(name).isEqualTo(value));
        });
    }

    @Test
    void the_official_library_accepts_the_signature_of_the_bytes_that_arrived() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        f.clock.set(now);
        f.post("body", "{\"total\": \"één \uD83D\uDE80\"}");
        f.turn();

        Request request = f.receiver.requests().getFirst();
        assertThatCode(() -> new Webhook(EngineFixture.SECRET)
                        .verify(new String(request.body(), UTF_8), HttpHeaders.of(request.headers(), (name, value) -> true)))
                .doesNotThrowAnyException();
        Request bodiless = bodiless();
        assertThatCode(() -> new Webhook(EngineFixture.SECRET).verify("", HttpHeaders.of(bodiless.headers(), (name, value) -> true)))
                .doesNotThrowAnyException();
    }

    private Request bodiless() {
        f.post("method", "GET");
        f.turn();
        return f.receiver.requests().getLast();
    }

    @Test
    void a_one_off_with_a_delay_waits_for_it() {
        UUID id = f.post("delay", "10s");

        f.run(Duration.ofMillis(9_750));
        assertThat(f.receiver.requests()).isEmpty();
        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.PENDING);
        f.run(Duration.ofMillis(250));

        assertThat(f.receiver.requests()).hasSize(1);
        assertThat(f.execution(id).lag()).isEqualTo(Duration.ZERO);
    }

    @Test
    void a_run_now_leaves_the_schedule_as_it_is() {
        Job job = f.job("key", "hourly", "every", "1h", "enabled", false);

        Execution execution = f.executions.runNow(f.caller, "hourly");
        f.turn();

        assertThat(f.execution(execution.id())).satisfies(e -> {
            assertThat(e.status()).isEqualTo(ExecutionStatus.SUCCESS);
            assertThat(e.trigger()).isEqualTo(Trigger.MANUAL);
        });
        assertThat(f.jobs.get(f.caller, "hourly")).usingRecursiveComparison().isEqualTo(job);
    }

    @Test
    void a_failing_one_off_is_retried_with_growing_delays_and_the_same_webhook_id() {
        f.receiver.answers(r -> Answer.of(500));
        UUID id = f.post("retries", 2, "retryDelay", "10s");
        f.turn();

        Execution first = f.execution(id);
        assertThat(first.status()).isEqualTo(ExecutionStatus.RETRYING);
        assertThat(first.nextAttemptAt()).isCloseTo(EngineFixture.T.plusSeconds(10), within(2, ChronoUnit.SECONDS));
        f.run(Duration.ofSeconds(8));
        assertThat(f.receiver.requests()).as("not before its time").hasSize(1);
        f.run(Duration.ofSeconds(5));
        assertThat(f.receiver.requests()).hasSize(2);
        f.run(Duration.ofSeconds(26));

        assertThat(f.receiver.requests()).hasSize(3).extracting(r -> r.header("Webhook-Id")).containsOnly(id.toString());
        assertThat(f.receiver.requests()).extracting(r -> r.header("Prikke-Attempt")).containsExactly("1", "2", "3");
        Execution last = f.execution(id);
        assertThat(last.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(last.statusCode()).isEqualTo(500);
        assertThat(last.errorCode()).isEqualTo("http_status");
        assertThat(last.attempts()).isEqualTo(3);
        Duration second = Duration.between(f.attempts(id).get(1).result().sentAt(), f.attempts(id).get(2).result().sentAt());
        assertThat(second).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(24));
        f.run(Duration.ofSeconds(60));
        assertThat(f.receiver.requests()).hasSize(3);
    }

    @Test
    void retry_after_decides_when_to_come_back() {
        f.receiver.answers(r -> r.header("Prikke-Attempt").equals("1") ? Answer.of(503).with("Retry-After", "90") : Answer.of(204));
        UUID id = f.post("retries", 1, "retryDelay", "1s");
        f.turn();

        assertThat(f.execution(id).nextAttemptAt()).isCloseTo(EngineFixture.T.plusSeconds(90), within(1, ChronoUnit.SECONDS));
        f.turn(Duration.ofSeconds(89));
        assertThat(f.receiver.requests()).hasSize(1);
        f.turn(Duration.ofSeconds(3));
        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_recurring_job_is_not_retried_unless_it_says_so() {
        f.receiver.answers(r -> Answer.of(500));
        Job job = f.job("every", "10s");

        f.run(Duration.ofSeconds(12));

        assertThat(f.receiver.requests()).hasSize(1);
        assertThat(f.story(job)).containsExactly("10 failed");
    }

    @Test
    void a_pause_takes_back_what_was_planned_ahead_and_a_resume_goes_on() {
        Job job = f.job("key", "tick", "every", "1s");
        f.run(Duration.ofSeconds(2));
        assertThat(f.history(job)).as("planned ahead").hasSizeGreaterThan(2);

        f.jobs.pause(f.caller, "tick");
        f.run(Duration.ofSeconds(5));
        assertThat(f.story(job)).containsExactly("1 success", "2 success");
        f.jobs.resume(f.caller, "tick");
        f.run(Duration.ofSeconds(2));

        assertThat(f.delivered()).isEqualTo(Map.of(1L, 1L, 2L, 1L, 8L, 1L, 9L, 1L));
    }

    @Test
    void a_pause_takes_back_what_was_committed_and_is_still_on_its_way_to_the_dispatcher() {
        Job job = f.job("key", "tick", "every", "1h");
        Instant soon = f.clock.instant().plusSeconds(1);
        Runnable dispatched = f.database().write(
                tx -> f.engine.executor().enqueue(tx, List.of(new NewExecution(Uuid7.derived(job.id(), soon), job, soon))));

        f.jobs.pause(f.caller, "tick");
        dispatched.run();
        f.run(Duration.ofSeconds(2));

        assertThat(f.receiver.requests()).isEmpty();
        assertThat(f.history(job)).isEmpty();
        assertThat(f.held()).isZero();
    }

    @Test
    void a_tick_of_the_planner_makes_up_for_so_many_occurrences_and_the_next_goes_on() {
        for (int i = 0; i < 4; i++) f.job("every", "1s", "misfire", "run_all");
        f.clock.advance(Duration.ofSeconds(600));

        assertThat(f.engine.planner.tick(f.clock.instant())).as("at once again").isEqualTo(Duration.ZERO);
        assertThat(waiting()).as("of 2,400").isBetween(1000, 1999);
        assertThat(f.engine.planner.tick(f.clock.instant())).isEqualTo(EngineConfig.POLL);
        assertThat(waiting()).isBetween(2400, 2410);
    }

    private int waiting() {
        return f.database().read(tx -> tx.sql().fetchCount(ACTIVE_EXECUTIONS));
    }

    @Test
    void what_is_on_its_way_to_the_dispatcher_when_a_pause_fails_arrives_all_the_same() {
        Job job = f.job("key", "tick", "every", "1h");
        Instant soon = f.clock.instant().plusSeconds(1);
        Runnable dispatched = f.database().write(
                tx -> f.engine.executor().enqueue(tx, List.of(new NewExecution(Uuid7.derived(job.id(), soon), job, soon))));

        assertThatThrownBy(() -> f.database().run(tx -> {
                    f.engine.executor().withdraw(tx, job.id(), true, f.clock.instant());
                    throw new IllegalStateException("no pause after all");
                }))
                .hasMessage("no pause after all");
        dispatched.run();
        f.run(Duration.ofSeconds(2));

        assertThat(f.receiver.requests()).hasSize(1);
        assertThat(f.held()).isZero();
    }

    @Test
    void pausing_and_resuming_within_a_second_doubles_and_drops_nothing() {
        f.job("key", "tick", "every", "1s");
        for (int i = 0; i < 10; i++) {
            f.run(Duration.ofMillis(250));
            f.jobs.pause(f.caller, "tick");
            f.jobs.resume(f.caller, "tick");
            f.run(Duration.ofMillis(250));
        }

        assertThat(f.delivered()).isEqualTo(once(1, 5));
    }

    @Test
    void a_held_one_off_runs_once_it_is_released_and_never_again() {
        UUID id = f.post("key", "once", "delay", "5s");
        f.jobs.pause(f.caller, "once");
        f.run(Duration.ofSeconds(20));
        assertThat(f.receiver.requests()).isEmpty();

        f.jobs.resume(f.caller, "once");
        f.turn();
        assertThat(f.receiver.requests()).hasSize(1);
        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        f.jobs.pause(f.caller, "once");
        f.jobs.resume(f.caller, "once");
        f.jobs.update(f.caller, "once", d -> TestDraft.with(d, "name", "renamed"));
        f.run(Duration.ofSeconds(2));

        assertThat(f.receiver.requests()).hasSize(1);
    }

    @Test
    void a_one_off_moved_to_another_instant_runs_then() {
        f.post("key", "once", "runAt", "2030-01-01T00:00:05Z");

        f.jobs.update(f.caller, "once", d -> TestDraft.with(d, "runAt", "2030-01-01T00:00:03Z"));
        f.run(Duration.ofSeconds(7));

        assertThat(f.delivered()).isEqualTo(Map.of(3L, 1L));
    }

    @Test
    void an_edit_applies_to_the_next_occurrence_and_not_to_the_history() {
        Job job = f.job("key", "tick", "every", "1s", "body", "old");
        f.run(Duration.ofSeconds(2));

        f.jobs.update(f.caller, "tick", d -> TestDraft.with(d, "body", "new"));
        f.run(Duration.ofSeconds(2));

        assertThat(f.receiver.requests()).extracting(r -> new String(r.body(), UTF_8)).containsExactly("old", "old", "new", "new");
        assertThat(f.history(job).subList(0, 4)).extracting(e -> new String(f.attempts(e.id()).getFirst().call().body(), UTF_8))
                .containsExactly("old", "old", "new", "new");
    }

    @Test
    void a_change_after_an_outage_loses_no_occurrence_that_the_planner_had_not_seen() {
        Job edited = f.job("key", "edited", "every", "1m");
        Job paused = f.job("key", "paused", "every", "1m");
        Job deleted = f.job("key", "deleted", "every", "1m");
        f.clock.advance(Duration.ofSeconds(130));

        f.jobs.update(f.caller, "edited", d -> TestDraft.with(d, "every", "1h"));
        f.jobs.pause(f.caller, "paused");
        f.jobs.delete(f.caller, "deleted");
        f.turn();

        assertThat(f.story(edited)).startsWith("60 missed", "120 success");
        assertThat(f.story(paused)).containsExactly("60 missed", "120 cancelled");
        assertThat(f.story(deleted).getFirst()).isEqualTo("60 missed");
        assertThat(f.story(deleted)).hasSize(2);
    }

    @Test
    void a_retry_repeats_the_request_as_it_was_although_the_job_was_edited() {
        f.receiver.answers(r -> Answer.of(500));
        f.post("key", "once", "body", "old", "retries", 1, "retryDelay", "2s");
        f.turn();

        f.jobs.update(f.caller, "once", d -> TestDraft.with(d, "body", "new"));
        f.run(Duration.ofSeconds(5));

        assertThat(f.receiver.requests()).extracting(r -> new String(r.body(), UTF_8)).containsExactly("old", "old");
    }

    @Test
    void deleting_a_job_cancels_its_retries() {
        f.receiver.answers(r -> Answer.of(500));
        UUID id = f.post("key", "once", "retries", 3, "retryDelay", "5s");
        f.turn();

        f.jobs.delete(f.caller, "once");
        f.run(Duration.ofSeconds(30));

        assertThat(f.receiver.requests()).hasSize(1);
        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.CANCELLED);
        assertThat(f.execution(id).reason()).contains("deleted");
        assertThat(f.execution(id).attempts()).isEqualTo(1);
    }

    @Test
    void after_an_outage_the_latest_occurrence_runs_and_the_older_ones_are_missed() {
        Job job = f.job("every", "10s");
        f.run(Duration.ofSeconds(10));

        f.clock.advance(Duration.ofSeconds(35));
        f.turn();

        assertThat(f.story(job)).containsExactly("10 success", "20 missed", "30 missed", "40 success");
        assertThat(f.history(job).get(1).reason()).contains("no daemon was up");
        f.run(Duration.ofSeconds(5));
        assertThat(f.delivered()).isEqualTo(Map.of(10L, 1L, 40L, 1L, 50L, 1L));
    }

    @Test
    void beyond_its_grace_an_occurrence_is_missed_too() {
        Job job = f.job("every", "10m", "misfireGrace", "1m");

        f.turn(Duration.ofMinutes(22));

        assertThat(f.story(job)).containsExactly("600 missed", "1200 missed");
        assertThat(f.history(job).getLast().reason()).contains("grace");
        f.turn(Duration.ofMinutes(8));
        assertThat(f.delivered()).isEqualTo(Map.of(1800L, 1L));
    }

    @Test
    void a_job_that_makes_up_for_all_runs_them_all_in_order() {
        f.job("every", "1m", "misfire", "run_all");

        f.turn(Duration.ofMinutes(5).plusSeconds(30));

        assertThat(f.delivered()).isEqualTo(Map.of(60L, 1L, 120L, 1L, 180L, 1L, 240L, 1L, 300L, 1L));
    }

    @Test
    void a_job_that_skips_what_it_missed_goes_on_with_the_next() {
        Job job = f.job("every", "1m", "misfire", "skip");

        f.turn(Duration.ofMinutes(2).plusSeconds(30));
        f.turn(Duration.ofSeconds(30));

        assertThat(f.story(job)).containsExactly("60 missed", "120 missed", "180 success");
    }

    @Test
    void a_month_s_outage_of_a_one_second_job_is_told_in_a_page_and_costs_next_to_nothing() {
        Job job = f.job("every", "1s");
        long start = System.nanoTime();

        f.turn(Duration.ofDays(30));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        List<Execution> history = f.history(job);
        assertThat(history).hasSizeLessThan(60);
        assertThat(history.getFirst().reason()).startsWith("stands for 259");
        assertThat(f.receiver.requests()).hasSize(1);
    }

    @Test
    void what_was_planned_before_the_outage_is_missed_like_the_rest() {
        for (String every : List.of("10s", "5m")) {
            Job job = f.job("every", every, "key", "every-" + every);
            Duration first = Duration.ofSeconds(every.equals("10s") ? 10 : 300);
            Instant begun = f.clock.instant();
            f.turn(first.minusSeconds(1));
            assertThat(f.history(job)).as("planned ahead").hasSize(1);

            f.clock.set(begun.plus(first.multipliedBy(2)).plusSeconds(5));
            f.crash();
            f.engine.enter();
            f.turn();
            f.clock.advance(Duration.ofSeconds(11));
            f.engine.enter();
            f.turn();

            assertThat(f.history(job).subList(0, 2)).extracting(Execution::status)
                    .containsExactly(ExecutionStatus.MISSED, ExecutionStatus.SUCCESS);
            f.jobs.delete(f.caller, "every-" + every);
        }
    }

    @Test
    void a_skipping_job_s_planned_occurrence_is_missed_when_nobody_was_up_for_it() {
        Job job = f.job("every", "1m", "misfire", "skip");
        f.turn(Duration.ofSeconds(59));

        f.clock.advance(Duration.ofSeconds(15));
        f.crash();
        f.engine.enter();
        f.turn();

        assertThat(f.story(job)).containsExactly("60 missed");
        assertThat(f.receiver.requests()).isEmpty();
    }

    @Test
    void what_waits_at_a_queue_is_not_missed_for_a_restart() {
        f.receiver.hold();
        Job job = f.job("every", "10s", "queue", "lane", "misfire", "skip");
        f.engine.planner.tick(f.clock.instant());
        for (int i = 0; i < 12; i++) {
            f.clock.advance(Duration.ofMillis(2_500));
            f.engine.planner.tick(f.clock.instant());
            f.engine.gateKeeper.tick(f.clock.instant());
        }
        f.receiver.await(1);
        assertThat(f.story(job)).containsExactly("10 running", "20 pending", "30 pending");

        f.clock.advance(Duration.ofMillis(1_500));
        f.crash();
        f.receiver.letGo();
        f.engine.enter();
        f.run(Duration.ofSeconds(15));

        assertThat(f.story(job)).startsWith("10 success", "20 success", "30 success");
    }

    @Test
    void attempts_under_way_at_a_crash_end_lost_and_run_again_at_once() {
        f.receiver.hold();
        UUID id = f.post("retries", 0);
        f.receiver.await(1);

        f.crash();
        f.receiver.letGo();
        f.clock.advance(Duration.ofSeconds(11));
        f.engine.enter();
        f.turn();

        assertThat(f.receiver.requests()).hasSize(2).extracting(r -> r.header("Webhook-Id")).containsOnly(id.toString());
        assertThat(f.receiver.requests()).extracting(r -> r.header("Prikke-Attempt")).containsExactly("1", "2");
        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.attempts(id)).extracting(a -> a.result().status()).containsExactly(AttemptStatus.LOST, AttemptStatus.SUCCESS);
        assertThat(f.held()).isZero();
    }

    @Test
    void no_delivery_goes_uncounted_however_long_the_heart_had_not_beaten_before_a_crash() {
        f.clock.advance(Duration.ofSeconds(6));
        f.ticks.addAndGet(Duration.ofSeconds(6).toNanos());
        f.receiver.hold();
        UUID id = f.post("retries", 0);

        f.crash();
        f.receiver.letGo();
        f.clock.advance(Duration.ofSeconds(11));
        f.engine.enter();
        f.turn();

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.receiver.requests()).hasSameSizeAs(f.attempts(id));
    }

    @Test
    void a_one_off_planned_for_during_an_outage_runs_when_a_daemon_is_back() {
        UUID id = f.post("delay", "1m");

        f.clock.advance(Duration.ofHours(5));
        f.crash();
        f.engine.enter();
        f.turn();

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.execution(id).lag()).isEqualTo(Duration.ofHours(5).minusMinutes(1));
    }

    @Test
    void nothing_stays_held_by_a_node_that_nobody_knows_any_more() {
        UUID id = f.post("delay", "1s");
        f.database().run(tx -> NodeStore.delete(tx, f.nodeId()));

        f.clock.advance(Duration.ofSeconds(20));
        f.crash();
        f.engine.enter();
        f.turn();

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_node_that_was_taken_for_dead_goes_on_under_another_number() {
        f.receiver.hold();
        UUID underWay = f.post("retries", 0);
        f.receiver.await(1);
        UUID planned = f.post("delay", "1s");
        long before = f.nodeId();
        // What another node does once this one has been silent for too long.
        new RunQueue(f.database(), Taken.UNHEARD).reap(before, "node-1", f.clock.instant(), f.clock.instant());
        f.database().run(tx -> NodeStore.delete(tx, before));

        f.engine.beat();
        assertThat(f.nodeId()).isNotEqualTo(before);
        f.receiver.letGo();
        f.turn();
        f.turn(Duration.ofSeconds(1));

        assertThat(f.attempts(underWay)).extracting(a -> a.result().status()).containsExactly(AttemptStatus.LOST, AttemptStatus.SUCCESS);
        assertThat(f.attempts(planned)).extracting(a -> a.result().status()).containsExactly(AttemptStatus.SUCCESS);
        assertThat(f.held()).isZero();
    }

    @Test
    void what_the_node_holds_without_knowing_it_is_let_go_and_runs() {
        Job job = f.job("every", "1h");
        Planned crack = Planned.of(job, Uuid7.random(f.clock.instant()), Trigger.MANUAL, f.clock.instant(), f.clock.instant());
        f.database().run(tx -> f.engine.queue().insert(tx, List.of(crack), new Holder(f.nodeId(), 99, f.clock.instant())));
        f.turn();
        assertThat(f.receiver.requests()).isEmpty();

        f.beatFor(Duration.ofSeconds(20));
        f.turn();

        assertThat(f.execution(crack.id()).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.attempts(crack.id())).hasSize(1);
    }

    @Test
    void a_node_whose_lease_has_run_out_begins_nothing_until_it_is_renewed() {
        f.ticks.addAndGet(Lease.MAY_BEGIN.toNanos());
        UUID id = f.post();
        f.turn();
        assertThat(f.receiver.requests()).isEmpty();

        f.engine.beat();
        f.turn();

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_host_that_fails_is_left_alone_and_what_waits_for_it_is_not_failed() {
        f.receiver.answers(r -> Answer.of(500));
        for (int i = 0; i < 3; i++) f.post("retries", 0);
        f.turn();
        UUID waiting = f.post("retries", 0);
        f.turn();
        assertThat(f.receiver.requests()).hasSize(3);
        assertThat(f.execution(waiting).status()).isEqualTo(ExecutionStatus.PENDING);

        f.receiver.answers(r -> Answer.of(200));
        f.run(Duration.ofSeconds(33));

        assertThat(f.execution(waiting).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.attempts(waiting)).hasSize(1);
    }

    @Test
    void a_host_that_is_left_alone_is_after_a_restart_too() {
        f.receiver.answers(r -> Answer.of(500));
        for (int i = 0; i < 3; i++) f.post("retries", 0);
        f.turn();
        f.clock.advance(Duration.ofSeconds(11));
        f.crash();
        f.engine.enter();
        f.receiver.answers(r -> Answer.of(200));
        UUID waiting = f.post("retries", 0);

        f.turn();
        assertThat(f.receiver.requests()).hasSize(3);
        f.run(Duration.ofSeconds(22));

        assertThat(f.execution(waiting).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void an_attempt_that_could_not_be_made_is_made_later() {
        f.secretsFailure = new IllegalStateException("no secrets today");
        f.engine.begin();
        UUID id = f.post();
        await().until(() -> {
            f.clock.advance(Duration.ofMillis(500));
            return f.secretsAsked.get() >= 2;
        });
        assertThat(f.receiver.requests()).isEmpty();

        f.secretsFailure = null;

        await().until(() -> {
            f.clock.advance(Duration.ofMillis(500));
            return f.execution(id).status() == ExecutionStatus.SUCCESS;
        });
        assertThat(f.attempts(id)).as("what could not be made is no attempt").hasSize(1);
        assertThat(f.engine.inFlight()).isZero();
    }

    @Test
    void a_clean_stop_waits_for_what_is_under_way_and_lets_the_rest_go() throws Exception {
        f.receiver.hold();
        UUID underWay = f.post();
        UUID planned = f.post("delay", "1s");
        f.receiver.await(1);
        assertThat(f.held()).isEqualTo(2);

        f.engine.begin();
        Thread stop = Thread.ofPlatform().start(f.engine::close);
        await().until(() -> f.held() == 1);
        f.receiver.letGo();
        stop.join();

        assertThat(f.execution(underWay).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.execution(planned).status()).isEqualTo(ExecutionStatus.PENDING);
        assertThat(f.held()).isZero();
        assertThat(f.database().<Integer>read(tx -> NodeStore.others(tx, 0))).as("nodes").isZero();
    }

    @Test
    void what_comes_in_during_a_stop_is_left_for_the_next_daemon() {
        f.engine.begin();
        f.engine.close();

        UUID id = f.post();
        assertThat(f.held()).isZero();
        f.crash();
        f.engine.enter();
        f.turn();

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void jitter_moves_the_attempt_and_not_the_occurrence() {
        Job job = f.job("every", "10s", "jitter", "8s");
        f.run(Duration.ofSeconds(60));

        List<Execution> ran = f.history(job).stream().filter(e -> e.status() == ExecutionStatus.SUCCESS).toList();
        assertThat(ran).hasSizeGreaterThanOrEqualTo(5).allSatisfy(e -> {
            Instant due = Planned.dueAt(job, e.scheduledFor());
            assertThat(e.startedAt()).isBetween(due, due.plus(EngineConfig.POLL));
            assertThat(Duration.between(EngineFixture.T, e.scheduledFor()).toSeconds() % 10).isZero();
        });
        assertThat(ran.stream().map(Execution::lag).distinct()).hasSizeGreaterThan(2);
    }

    @Test
    void an_expected_body_decides_as_well_as_the_status() {
        UUID held = f.post("expectedBody", "/answer(ed)? \\d+$/", "retries", 0);
        UUID missed = f.post("expectedBody", "x".repeat(1000), "retries", 0);
        UUID status = f.post("expectedStatus", "404", "retries", 0);
        f.turn();

        assertThat(f.execution(held).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.execution(missed).errorCode()).isEqualTo(ErrorCode.ASSERTION_FAILED.text());
        assertThat(f.execution(status).errorMessage()).contains("200").contains("404");
    }

    private static Map<Long, Long> once(int first, int last) {
        return LongStream.rangeClosed(first, last).boxed().collect(Collectors.toMap(s -> s, s -> 1L));
    }
}

package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static prikke.core.db.schema.Tables.ATTEMPTS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;
import static prikke.core.run.QueueFixture.T;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.job.Job;
import prikke.core.job.JobFilter;
import prikke.core.job.TestDraft;

/** What is forgotten when it has aged out, and what is not. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class RetentionTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant LATER = T.plus(DAY.multipliedBy(10));

    private final QueueFixture f;
    private final HistoryPartitions partitions = new HistoryPartitions();
    private final Retention retention;

    RetentionTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        retention = new Retention(f.database(), partitions, System::nanoTime);
    }

    @AfterEach
    void close() {
        f.close();
    }

    /** Forgets until there is nothing more to forget. */
    private void forget(Instant before, Instant now) {
        int steps = 0;
        while (retention.step(before, now)) assertThat(++steps).isLessThan(10_000);
    }

    private Claim claimed(Job job, Instant at) {
        Planned planned = f.planned(job, Trigger.SCHEDULE, at);
        f.run(tx -> f.queue.insert(tx, List.of(planned), Holder.NONE));
        return f.queue.claim(1, at, at, Room.of(10)).getFirst();
    }

    private UUID ended(Job job, Instant at) {
        Claim claim = claimed(job, at);
        f.queue.finish(1, List.of(f.success(claim)));
        return claim.id();
    }

    private int count(Table<?> table) {
        return f.<Integer>write(tx -> tx.sql().fetchCount(table));
    }

    @Test
    void executions_of_before_are_forgotten_with_their_attempts_and_no_others() {
        Job job = f.job();
        UUID old = ended(job, T);
        UUID stillWaiting = claimed(job, T).id();
        UUID young = ended(job, T.plus(DAY));

        forget(T.plus(DAY), LATER);

        assertThat(f.places(old)).isEqualTo("nowhere");
        assertThat(f.places(stillWaiting)).isEqualTo("active");
        assertThat(f.places(young)).isEqualTo("ended");
        assertThat(f.attempts(young)).hasSize(1);
        assertThat(count(ATTEMPTS)).isEqualTo(1);
        assertThat(f.jobs.get(f.caller, job.id().toString())).isEqualTo(job);
    }

    @Test
    void what_was_due_long_ago_and_ended_lately_is_kept_until_that_is_long_ago() {
        Planned missed = f.planned(f.job(), Trigger.SCHEDULE, T);
        f.run(tx -> f.queue.recordMissed(tx, List.of(new RunQueue.Missed(missed, "nobody was up")), LATER));

        forget(LATER, LATER);
        assertThat(f.places(missed.id())).isEqualTo("ended");

        forget(LATER.plus(DAY), LATER.plus(DAY));
        assertThat(f.places(missed.id())).isEqualTo("nowhere");
    }

    @Test
    void thousands_of_rows_go_in_several_steps() {
        Job job = f.job();
        List<RunQueue.Missed> many = IntStream.range(0, 1200)
                .mapToObj(i -> new RunQueue.Missed(f.planned(job, Trigger.SCHEDULE, T.plusMillis(i)), "for a test"))
                .toList();
        f.run(tx -> f.queue.recordMissed(tx, many, T));

        assertThat(retention.step(LATER, LATER)).isTrue();
        assertThat(count(ENDED_EXECUTIONS)).isBetween(1, 1199);
        forget(LATER, LATER);

        assertThat(count(ENDED_EXECUTIONS)).isZero();
    }

    @Test
    void a_deleted_job_goes_with_all_it_called_once_its_history_has() {
        Job job = f.job("key", "nightly");
        f.clock.advance(Duration.ofSeconds(1));
        f.jobs.update(f.caller, "nightly", draft -> TestDraft.with(draft, "url", "http://127.0.0.1:1/other"));
        UUID execution = ended(job, T.plus(DAY));
        f.jobs.delete(f.caller, "nightly");

        forget(T.plus(DAY), LATER);
        assertThat(f.execution(execution).jobKey()).isEqualTo("nightly");

        forget(T.plus(DAY.multipliedBy(2)), LATER);
        assertThat(f.places(execution)).isEqualTo("nowhere");
        assertThat(count(JOBS)).isZero();
        assertThat(count(JOB_REVISIONS)).isZero();
    }

    @Test
    void a_one_off_that_is_done_goes_some_time_after_its_history() {
        Job job = f.jobs.create(f.caller, TestDraft.of("key", "once")).job();
        UUID execution = ended(job, T);

        forget(T, LATER);
        assertThat(f.jobs.get(f.caller, "once")).isEqualTo(job);

        forget(T.plus(DAY), LATER);
        assertThat(f.places(execution)).isEqualTo("nowhere");
        assertThat(f.jobs.list(f.caller, new JobFilter(null, null, null, null, null, 10))).isEmpty();
        assertThat(count(JOBS)).isEqualTo(1);

        forget(T.plus(DAY), LATER.plus(Duration.ofHours(2)));
        assertThat(count(JOBS)).isZero();
        assertThat(count(JOB_REVISIONS)).isZero();
    }

    @Test
    void a_job_that_may_run_again_is_kept_however_old() {
        Job recurring = f.job();
        Job held = f.jobs.create(f.caller, TestDraft.of("enabled", false)).job();
        Job waiting = f.jobs.create(f.caller, TestDraft.of("key", "waiting")).job();
        claimed(waiting, T);

        forget(LATER, LATER);
        forget(LATER, LATER.plus(DAY));

        for (Job job : List.of(recurring, held, waiting)) assertThat(f.jobs.get(f.caller, job.id().toString())).isEqualTo(job);
        assertThat(count(JOB_REVISIONS)).isEqualTo(3);
    }

    @Test
    void what_a_job_called_before_it_was_edited_is_kept_while_an_execution_was_made_from_it() {
        Job job = f.job("key", "edited");
        ended(job, T);
        UUID replayed = ended(job, T.plus(DAY.multipliedBy(8)));
        f.clock.advance(Duration.ofSeconds(1));
        f.jobs.update(f.caller, "edited", draft -> TestDraft.with(draft, "url", "http://127.0.0.1:1/other"));

        forget(LATER.minus(DAY.multipliedBy(5)), LATER);
        assertThat(f.attempts(replayed).getFirst().call().url()).endsWith("/hook");
        assertThat(count(JOB_REVISIONS)).isEqualTo(2);

        forget(LATER, LATER);
        assertThat(count(JOB_REVISIONS)).isEqualTo(1);
        assertThat(f.jobs.get(f.caller, "edited").delivery().call().url()).endsWith("/other");
    }

    @Test
    void where_there_are_days_they_go_whole_and_only_when_they_are_over() {
        f.run(tx -> partitions.ensure(tx, T));
        boolean days = f.database().dialect() == Dialect.POSTGRESQL;
        Job job = f.job();
        UUID morning = ended(job, T.plusSeconds(1));
        UUID evening = ended(job, T.plus(DAY).minusSeconds(1));

        forget(T.plus(Duration.ofHours(12)), LATER);
        assertThat(f.places(morning)).isEqualTo(days ? "ended" : "nowhere");
        assertThat(f.places(evening)).isEqualTo("ended");

        forget(T.plus(DAY), LATER);
        assertThat(List.of(f.places(morning), f.places(evening))).containsOnly("nowhere");
        List<LocalDate> over = f.write(tx -> partitions.olderThan(tx, T.plus(DAY)));
        assertThat(over).isEmpty();
    }
}

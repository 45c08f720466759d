package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ATTEMPTS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.FRESH_ENDS;
import static prikke.core.db.schema.Tables.OLD_ENDS;
import static prikke.core.db.schema.Tables.ROLL_UPS;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.db.Dialect;
import prikke.core.db.schema.tables.records.EndedExecutionsRecord;
import prikke.core.job.Job;
import prikke.core.job.TestDraft;
import prikke.core.run.RunQueue.Missed;
import prikke.core.stats.Failing;
import prikke.core.stats.Figures;
import prikke.core.stats.Forgetting;
import prikke.core.stats.RollUps;
import prikke.core.stats.Stats;
import prikke.core.stats.StatsQuery;
import prikke.core.stats.StatsQuery.By;
import prikke.core.stats.StatsReport;
import prikke.core.stats.StatsReport.OfJob;
import prikke.core.stats.StatsReport.Stretch;
import prikke.core.stats.Usage;

/** That figures are those of the history, on every database, whenever they are added up and whatever becomes of the history. */
@ParameterizedClass
@EnumSource(Dialect.class)
class StatsTest {
    private static final long NODE = 7;
    private static final Instant T = QueueFixture.T;
    private static final Duration WEEK = Duration.ofDays(7);

    private final QueueFixture f;
    private final RollUps rollUps;
    private final Stats stats;
    private final Usage usage;

    StatsTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        rollUps = new RollUps(f.database());
        stats = new Stats(f.database(), f.clock, f.jobs);
        usage = new Usage(f.database(), f.clock);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void figures_are_those_of_the_history_and_stay_when_it_is_gone() {
        Random random = new Random(20_261_123);
        List<Job> jobs = List.of(f.job("retries", 2), f.job("key", "second"), once(), once());
        Caller neighbour = TestOrganization.in(f.database()).member();
        Job foreign = f.jobs.create(neighbour, TestDraft.of("every", "1h")).job();

        for (int round = 0; round < 12; round++) {
            happen(random, jobs, foreign);
            f.clock.advance(Duration.ofMinutes(20));
            if (random.nextBoolean()) rollUps.tick(f.clock.instant());
            assertThatFiguresAreThoseOf(history(), jobs);
        }
        List<EndedExecutionsRecord> history = history();
        assertThat(history).extracting(EndedExecutionsRecord::getStatus).contains("success", "failed", "timeout", "missed", "cancelled", "skipped");
        rollAll();
        f.run(tx -> {
            tx.sql().deleteFrom(ATTEMPTS).execute();
            tx.sql().deleteFrom(ENDED_EXECUTIONS).execute();
        });
        assertThatFiguresAreThoseOf(history, jobs.subList(0, 2));
    }

    /** Something of everything that may end an execution. */
    private void happen(Random random, List<Job> jobs, Job foreign) {
        Instant now = f.clock.instant();
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Job job = i == 0 ? foreign : jobs.get(random.nextInt(jobs.size()));
            Trigger trigger = job.timing().runAt() == null ? Trigger.values()[new int[] {0, 2, 3}[random.nextInt(3)]] : Trigger.ONCE;
            planned.add(f.planned(job, trigger, now.minusSeconds(random.nextInt(200_000))));
        }
        f.run(tx -> f.queue.insert(tx, planned, Holder.NONE));
        List<Claim> claims = f.queue.claim(NODE, now, now, Room.of(8));
        f.queue.finish(NODE, claims.stream().limit(5).map(claim -> result(random, claim)).toList());
        // Once more under the same claims, which hold no longer: nothing of it counts.
        f.queue.finish(NODE, claims.stream().limit(2).map(f::success).toList());
        if (random.nextInt(3) == 0) f.queue.reap(NODE, "n1", now, now);
        Planned down = f.planned(jobs.get(1), Trigger.SCHEDULE, now.minusSeconds(7));
        f.run(tx -> f.queue.recordMissed(tx, List.of(new Missed(down, "down"), new Missed(planned.getFirst(), "known")), now));
        f.run(tx -> f.queue.recordMissed(tx, List.of(new Missed(down, "again")), now));
        if (random.nextInt(3) == 0) f.run(tx -> f.queue.cancel(tx, jobs.getFirst().id(), RunQueue.Giving.NOTHING, now, "for a test"));
        List<UUID> some = planned.subList(9, 11).stream().map(Planned::id).toList();
        f.run(tx -> f.queue.endUnheld(tx, some, ExecutionStatus.SKIPPED, now, "for a test"));
    }

    private Finish result(Random random, Claim claim) {
        return switch (random.nextInt(4)) {
            case 0 -> f.failure(claim);
            case 1 -> f.retry(claim, f.clock.instant().plusSeconds(60));
            case 2 -> new Finish(claim, f.success(claim).result(), new Finish.End(ExecutionStatus.TIMEOUT, null));
            default -> f.success(claim);
        };
    }

    private List<EndedExecutionsRecord> history() {
        return f.database().read(tx -> tx.sql().selectFrom(ENDED_EXECUTIONS).where(ENDED_EXECUTIONS.ORG_ID.eq(f.caller.org())).fetch());
    }

    private void assertThatFiguresAreThoseOf(List<EndedExecutionsRecord> history, List<Job> jobs) {
        for (By by : By.values()) assertCounts(report(by, null).total(), history);
        assertSpread(report(By.NOTHING, null).total(), history);

        assertThat(report(By.HOUR, null).stretches()).hasSize(7 * 24).allSatisfy(each -> assertCounts(each, history, ChronoUnit.HOURS));
        assertThat(report(By.DAY, null).stretches()).hasSizeBetween(7, 8).allSatisfy(each -> assertCounts(each, history, ChronoUnit.DAYS));
        Map<Object, Figures> byJob = report(By.JOB, null).jobs().stream()
                .collect(Collectors.toMap(each -> each.job() == null ? "one-offs" : each.job(), OfJob::figures));
        history.stream()
                .collect(Collectors.groupingBy(row -> row.getTriggerKind().equals("once") ? "one-offs" : row.getJobId()))
                .forEach((job, rows) -> assertCounts(Objects.requireNonNull(byJob.get(job)), rows));
        for (Job job : jobs) {
            List<EndedExecutionsRecord> own = history.stream().filter(row -> row.getJobId().equals(job.id())).toList();
            assertCounts(report(By.HOUR, job).total(), own);
            assertThat(report(By.HOUR, job).stretches()).allSatisfy(each -> assertCounts(each, own, ChronoUnit.HOURS));
        }
        assertFailing(history);
    }

    private void assertFailing(List<EndedExecutionsRecord> history) {
        Map<Object, Long> wrong = history.stream()
                .filter(row -> List.of("failed", "timeout", "missed").contains(row.getStatus()))
                .collect(Collectors.groupingBy(row -> row.getTriggerKind().equals("once") ? "one-offs" : row.getJobId(), Collectors.counting()));
        List<Failing> failing = stats.failing(f.caller, f.clock.instant().minus(WEEK));
        assertThat(failing.stream().collect(Collectors.toMap(each -> each.job() == null ? "one-offs" : each.job(), Failing::count)))
                .isEqualTo(wrong);
        assertThat(failing).extracting(Failing::count).isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static void assertCounts(Stretch stretch, List<EndedExecutionsRecord> history, ChronoUnit unit) {
        assertThat(stretch.end()).isEqualTo(stretch.start().plus(1, unit));
        assertCounts(stretch.figures(), history.stream().filter(row -> row.getScheduledFor().truncatedTo(unit).equals(stretch.start())).toList());
    }

    private static void assertCounts(Figures figures, List<EndedExecutionsRecord> history) {
        Map<String, Long> counts = history.stream().collect(Collectors.groupingBy(EndedExecutionsRecord::getStatus, Collectors.counting()));
        assertThat(figures.executions()).isEqualTo(history.size());
        assertThat(List.of(figures.success(), figures.failed(), figures.timeout(), figures.missed(), figures.skipped(), figures.cancelled()))
                .isEqualTo(List.of("success", "failed", "timeout", "missed", "skipped", "cancelled").stream()
                        .map(status -> counts.getOrDefault(status, 0L))
                        .toList());
        assertThat(figures.attempted()).isEqualTo(history.stream().filter(row -> row.getAttempts() > 0).count());
        assertThat(figures.attempts()).isEqualTo(history.stream().mapToLong(EndedExecutionsRecord::getAttempts).sum());
    }

    private static void assertSpread(Figures figures, List<EndedExecutionsRecord> history) {
        List<Duration> lags = history.stream().filter(row -> row.getStartedAt() != null)
                .map(row -> Duration.between(row.getScheduledFor(), row.getStartedAt()))
                .sorted()
                .toList();
        List<Duration> durations = history.stream().filter(row -> row.getStartedAt() != null)
                .map(row -> Duration.between(row.getStartedAt(), row.getFinishedAt()))
                .sorted()
                .toList();
        if (lags.isEmpty()) {
            assertThat(figures.lag()).isNull();
            return;
        }
        assertThat(micros(Objects.requireNonNull(figures.lag()).p95())).isCloseTo(micros(at(lags, 0.95)), within(micros(at(lags, 0.95))));
        assertThat(micros(Objects.requireNonNull(figures.duration()).p50())).isCloseTo(micros(at(durations, 0.5)), within(micros(at(durations, 0.5))));
        assertThat(micros(figures.duration().max())).isCloseTo(micros(durations.getLast()), within(micros(durations.getLast())));
    }

    private static Duration at(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static org.assertj.core.data.Offset<Long> within(long value) {
        return org.assertj.core.data.Offset.offset(value / 100 + 1);
    }

    @Test
    void an_end_that_is_committed_late_counts_once_whatever_was_added_meanwhile() {
        Job job = f.job();
        List<Planned> two = List.of(f.planned(job, Trigger.SCHEDULE, T), f.planned(job, Trigger.SCHEDULE, T.minusSeconds(1)));
        f.run(tx -> f.queue.insert(tx, two, Holder.NONE));
        List<Claim> claims = f.queue.claim(NODE, T, T, Room.of(2));

        f.run(late -> {
            // Its place among the fresh ends is taken before the other's, and seen after it.
            f.queue.recordMissed(late, List.of(new Missed(f.planned(job, Trigger.SCHEDULE, T.minusSeconds(9)), "late")), T);
            CompletableFuture.runAsync(() -> {
                f.queue.finish(NODE, List.of(f.success(claims.getFirst())));
                rollAll();
                assertThat(report(By.NOTHING, null).total().executions()).isEqualTo(1);
            }).join();
        });

        assertThat(report(By.NOTHING, null).total().executions()).isEqualTo(2);
        rollAll();
        rollAll();
        assertThat(report(By.NOTHING, null).total().executions()).isEqualTo(2);
    }

    @Test
    void who_looks_while_it_is_added_up_sees_each_end_once() throws Exception {
        Job job = f.job();
        int ends = 400;
        List<Planned> planned = IntStream.range(0, ends).mapToObj(i -> f.planned(job, Trigger.SCHEDULE, T.minusSeconds(i))).toList();
        f.run(tx -> f.queue.insert(tx, planned, Holder.NONE));
        List<Claim> claims = f.queue.claim(NODE, T, T, Room.of(ends));
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < ends; i += 4) f.queue.finish(NODE, claims.subList(i, i + 4).stream().map(f::success).toList());
        });
        List<CompletableFuture<Void>> adders = IntStream.range(0, 2).mapToObj(_ -> CompletableFuture.runAsync(() -> {
            while (!writer.isDone()) new RollUps(f.database()).tick(T);
        })).toList();

        long before = 0;
        while (!writer.isDone()) {
            long seen = report(By.NOTHING, null).total().executions();
            assertThat(seen).isBetween(before, (long) ends);
            before = seen;
        }

        writer.join();
        adders.forEach(CompletableFuture::join);
        assertThat(report(By.NOTHING, null).total().success()).isEqualTo(ends);
        assertThat(rows(ROLL_UPS)).isPositive();
    }

    @Test
    void history_from_before_there_were_roll_ups_is_added_too() {
        end(f.job(), T.minusSeconds(5), T);
        f.run(tx -> {
            tx.sql().deleteFrom(FRESH_ENDS).execute();
            tx.sql().insertInto(OLD_ENDS, OLD_ENDS.ID).select(tx.sql().select(ENDED_EXECUTIONS.ID).from(ENDED_EXECUTIONS)).execute();
        });

        rollAll();

        assertCounts(report(By.NOTHING, null).total(), history());
        assertThat(rows(OLD_ENDS)).isZero();
    }

    @Test
    void of_many_jobs_the_busiest_are_told_one_by_one_and_all_together() {
        List<Job> jobs = IntStream.range(0, 5).mapToObj(i -> f.job("key", "job-" + i)).toList();
        for (int i = 0; i < jobs.size(); i++) for (int n = 0; n <= i; n++) end(jobs.get(i), T.minusSeconds(n), T);
        rollAll();
        end(jobs.getFirst(), T.minusSeconds(50), T);
        for (int n = 0; n < 9; n++) end(jobs.get(1), T.minusSeconds(60 + n), T);
        f.jobs.delete(f.caller, "job-1");

        StatsReport report = stats.of(f.caller, new StatsQuery(T.minus(WEEK), null, null, By.JOB, 2));

        assertThat(report.jobs()).extracting(OfJob::key).containsExactly("job-1", "job-4");
        assertThat(report.jobs()).extracting(each -> each.figures().executions()).containsExactly(11L, 5L);
        assertThat(report.total().executions()).isEqualTo(1 + 2 + 3 + 4 + 5 + 1 + 9);
    }

    @Test
    void a_window_is_widened_to_whole_hours_or_days() {
        Instant now = T.plus(Duration.ofMinutes(30));
        f.clock.set(now);

        StatsReport day = stats.of(f.caller, new StatsQuery(null, null, null, By.NOTHING, 1));
        StatsReport days = stats.of(f.caller, new StatsQuery(now.minus(Duration.ofDays(2)), now, null, By.DAY, 1));
        StatsReport old = stats.of(f.caller, new StatsQuery(now.minus(Duration.ofDays(400)), now, null, By.NOTHING, 1));

        assertThat(List.of(day.since(), day.until())).containsExactly(T.minus(Duration.ofDays(1)), T.plus(Duration.ofHours(1)));
        assertThat(List.of(days.since(), days.until())).containsExactly(T.minus(Duration.ofDays(2)), T.plus(Duration.ofDays(1)));
        assertThat(days.stretches()).extracting(Stretch::start)
                .containsExactly(T.minus(Duration.ofDays(2)), T.minus(Duration.ofDays(1)), T);
        assertThat(old.since()).isEqualTo(T.minus(Duration.ofDays(400)));
        assertThat(day.total().successRate()).isNull();
    }

    @Test
    void times_that_there_are_no_figures_of_are_refused_with_what_to_do() {
        assertRefused(new StatsQuery(T, T, null, By.NOTHING, 1), "must lie before until");
        assertRefused(new StatsQuery(T.minus(Duration.ofDays(3000)), T, null, By.DAY, 1), "five years");
        assertRefused(new StatsQuery(T.minus(Duration.ofDays(100)), T, null, By.HOUR, 1), "ask by day");
    }

    private void assertRefused(StatsQuery query, String message) {
        assertThatThrownBy(() -> stats.of(f.caller, query)).isInstanceOfSatisfying(ProblemException.class, e ->
                assertThat(e.faults()).singleElement().satisfies(fault -> {
                    assertThat(fault.field()).isEqualTo("since");
                    assertThat(fault.message()).contains(message);
                }));
    }

    @Test
    void a_months_usage_is_counted_by_occurrence_and_survives_the_history_and_the_roll_ups_of_jobs() {
        Job job = f.job();
        f.job();
        once();
        end(job, T, T);
        end(job, T.minusSeconds(1), T);
        end(job, T.plusSeconds(60), T.plusSeconds(60));
        f.run(tx -> f.queue.recordMissed(tx, List.of(new Missed(f.planned(job, Trigger.SCHEDULE, T.plusSeconds(1)), "down")), T));
        rollAll();
        f.run(tx -> tx.sql().deleteFrom(ENDED_EXECUTIONS).execute());
        Instant later = T.plus(Duration.ofDays(1000));
        f.clock.set(later);

        Forgetting forgetting = new Forgetting(f.database());
        while (forgetting.step(later)) continue;

        assertThat(rows(ROLL_UPS)).as("a day of December, a day of January").isEqualTo(2);
        Usage.Month january = usage.of(f.caller, YearMonth.of(2030, 1));
        assertThat(january).isEqualTo(new Usage.Month(YearMonth.of(2030, 1), T, Instant.parse("2030-02-01T00:00:00Z"), 2, 2, 2, 0));
        assertThat(usage.of(f.caller, YearMonth.of(2029, 12)).executions()).isEqualTo(1);
        assertThat(usage.of(f.caller, null).executions()).isZero();
    }

    @Test
    void an_organization_that_goes_takes_its_figures_with_it_and_one_that_is_gone_gets_none() {
        RemovalStore removal = new RemovalStore();
        end(f.job(), T.minusSeconds(5), T);
        rollAll();

        while (f.write(tx -> removal.deleteRollUps(tx, f.caller.org())) > 0) continue;
        assertThat(rows(ROLL_UPS)).isZero();

        UUID gone = UUID.randomUUID();
        f.run(tx -> new EndingStore().add(tx, EndingCodec.encode(List.of(
                new Ending(gone, null, ExecutionStatus.MISSED, T, 0, null, null)))));
        rollAll();
        assertThat(rows(ROLL_UPS)).isZero();
        assertThat(rows(FRESH_ENDS)).isZero();
    }

    @Test
    void ends_come_back_from_the_database_as_they_were() {
        UUID org = UUID.randomUUID();
        UUID job = UUID.randomUUID();
        List<Ending> endings = List.of(
                new Ending(org, job, ExecutionStatus.SUCCESS, T, 1, Duration.ZERO, Duration.of(127, ChronoUnit.MICROS)),
                new Ending(org, job, ExecutionStatus.TIMEOUT, T.minusSeconds(3), 300, Duration.ofDays(400), Duration.ofHours(9)),
                new Ending(org, null, ExecutionStatus.CANCELLED, Instant.parse("1969-07-20T20:17:40Z"), 0, null, null),
                new Ending(UUID.randomUUID(), job, ExecutionStatus.MISSED, Instant.parse("9999-12-31T23:59:59.999999Z"), 0, null, null));
        List<Ending> back = new ArrayList<>();

        EndingCodec.decode(EndingCodec.encode(endings), back::add);

        assertThat(back).isEqualTo(endings);
    }

    private Job once() {
        return f.jobs.create(f.caller, TestDraft.of("runAt", T.plusSeconds(5).toString())).job();
    }

    private void end(Job job, Instant occurrence, Instant now) {
        f.run(tx -> f.queue.insert(tx, List.of(f.planned(job, Trigger.SCHEDULE, occurrence)), Holder.NONE));
        f.queue.finish(NODE, f.queue.claim(NODE, now, now, Room.of(1)).stream().map(f::success).toList());
    }

    private StatsReport report(By by, @Nullable Job job) {
        Instant until = f.clock.instant().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
        return stats.of(f.caller, new StatsQuery(until.minus(WEEK), until, job == null ? null : job.id().toString(), by, 50));
    }

    private void rollAll() {
        RollUps fresh = new RollUps(f.database());
        while (fresh.tick(f.clock.instant()).compareTo(Duration.ofSeconds(1)) < 0) continue;
    }

    private int rows(org.jooq.Table<?> table) {
        return f.database().read(tx -> tx.sql().fetchCount(table));
    }

    @Test
    void what_has_not_ended_is_in_no_figure() {
        f.run(tx -> f.queue.insert(tx, List.of(f.planned(f.job(), Trigger.SCHEDULE, T)), Holder.NONE));
        rollAll();
        assertThat(rows(ACTIVE_EXECUTIONS)).isEqualTo(1);
        assertThat(report(By.NOTHING, null).total().executions()).isZero();
    }
}

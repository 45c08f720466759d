package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prikke.core.engine.Plan.Span;
import prikke.core.job.Backoff;
import prikke.core.job.Delivery;
import prikke.core.job.HttpCall;
import prikke.core.job.Job;
import prikke.core.job.JobOptions;
import prikke.core.job.Misfire;
import prikke.core.job.Overlap;
import prikke.core.job.RetryPolicy;
import prikke.core.job.Timing;
import prikke.core.schedule.DstPolicy;
import prikke.core.schedule.Timetable;

class PlanTest {
    private static final Instant T = TestClaim.T;
    private static final Duration AHEAD = EngineConfig.AHEAD;
    private static final UUID ID = new UUID(0x7000, 9);

    @Property(tries = 400)
    void every_occurrence_is_run_or_missed_or_in_the_span_or_still_to_come_and_only_once(@ForAll("outages") Outage outage) {
        Plan plan = outage.plan();

        List<Instant> planned = new ArrayList<>();
        Span span = plan.span();
        if (span != null) {
            List<Instant> inSpan = outage.occurrences(span.first(), span.last());
            assertThat(inSpan).startsWith(span.first()).endsWith(span.last());
            assertThat(span.count()).isEqualTo(inSpan.size());
            planned.addAll(inSpan);
        }
        planned.addAll(plan.missed());
        planned.addAll(plan.run());
        Instant horizon = outage.now.plus(AHEAD);
        assertThat(planned).isEqualTo(outage.occurrences(outage.first(), horizon));
        assertThat(Optional.ofNullable(plan.next())).isEqualTo(outage.timetable().next(horizon.isBefore(outage.first()) ? outage.first().minusNanos(1) : horizon));
    }

    @Property(tries = 300)
    void of_what_is_over_run_latest_runs_the_latest_at_the_most_and_within_its_grace(@ForAll("outages") Outage outage) {
        Plan plan = outage.with(Misfire.RUN_LATEST).plan();

        List<Instant> over = plan.run().stream().filter(t -> !t.isAfter(outage.now)).toList();
        if (!outage.late()) return;
        assertThat(over).hasSizeLessThanOrEqualTo(1);
        List<Instant> all = outage.occurrences(outage.first(), outage.now);
        for (Instant t : over) {
            assertThat(t).isEqualTo(all.getLast());
            assertThat(Duration.between(t, outage.now)).isLessThanOrEqualTo(outage.graceOr(Duration.ofHours(1)));
        }
        if (over.isEmpty()) assertThat(Duration.between(all.getLast(), outage.now)).isGreaterThan(outage.graceOr(Duration.ofSeconds(30)));
    }

    @Property(tries = 200)
    void of_what_is_over_skip_runs_nothing_but_what_is_merely_a_moment_late(@ForAll("outages") Outage outage) {
        Plan plan = outage.with(Misfire.SKIP).plan();

        assertThat(plan.run()).allMatch(t -> t.isAfter(outage.now.minus(Plan.LATE)));
        assertThat(plan.missed()).noneMatch(t -> t.isAfter(outage.now.minus(Plan.LATE)));
    }

    @Property(tries = 200)
    void run_all_misses_nothing_up_to_a_thousand_and_then_the_oldest(@ForAll("outages") Outage outage) {
        Plan plan = outage.with(Misfire.RUN_ALL).plan();

        List<Instant> over = outage.occurrences(outage.first(), outage.now);
        long run = plan.run().stream().filter(t -> !t.isAfter(outage.now)).count();
        assertThat(run).isEqualTo(Math.min(over.size(), Plan.MOST_MADE_UP));
        if (over.size() <= Plan.MOST_MADE_UP) assertThat(plan.missed()).isEmpty();
    }

    @Property(tries = 200)
    void a_plan_is_small_however_long_the_outage(@ForAll("outages") Outage outage) {
        Plan plan = outage.plan();

        assertThat(plan.missed()).hasSizeLessThanOrEqualTo(Plan.MOST_TOLD);
        assertThat(plan.run()).hasSizeLessThanOrEqualTo(Plan.MOST_MADE_UP + 4);
        if (plan.span() != null) assertThat(plan.missed()).hasSize(Plan.MOST_TOLD);
    }

    @Test
    void a_year_s_outage_of_a_one_second_schedule_costs_milliseconds_under_every_policy() {
        for (String schedule : List.of("1s", "* * * * * *")) {
            for (Misfire misfire : Misfire.values()) {
                Outage outage = new Outage(schedule, misfire, null, T.plusSeconds(1), T.plus(Duration.ofDays(365)));
                outage.plan();
                long start = System.nanoTime();
                Plan plan = outage.plan();

                assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s %s", schedule, misfire).isLessThan(Duration.ofMillis(500));
                assertThat(plan.missed()).hasSize(Plan.MOST_TOLD);
            }
        }
    }

    @Test
    void fifty_missed_ones_are_told_one_by_one_and_with_one_more_there_is_a_span() {
        Plan fifty = new Outage("1m", Misfire.SKIP, null, T.plusSeconds(60), T.plus(Duration.ofMinutes(50)).plusSeconds(30)).plan();
        Plan more = new Outage("1m", Misfire.SKIP, null, T.plusSeconds(60), T.plus(Duration.ofMinutes(51)).plusSeconds(30)).plan();

        assertThat(fifty.missed()).hasSize(50);
        assertThat(fifty.span()).isNull();
        assertThat(more.missed()).hasSize(50);
        assertThat(more.span()).isEqualTo(new Span(T.plusSeconds(60), T.plusSeconds(60), 1));
    }

    @Test
    void the_grace_is_half_the_interval_within_30_s_and_an_hour_unless_given() {
        assertThat(grace("10s", null)).isEqualTo(Duration.ofSeconds(30));
        assertThat(grace("10m", null)).isEqualTo(Duration.ofMinutes(5));
        assertThat(grace("1d", null)).isEqualTo(Duration.ofHours(1));
        assertThat(grace("1d", Duration.ofHours(7))).isEqualTo(Duration.ofHours(7));
        assertThat(grace("10s", Duration.ZERO)).isEqualTo(Duration.ZERO);
    }

    private static Duration grace(String schedule, @Nullable Duration given) {
        Outage outage = new Outage(schedule, Misfire.RUN_LATEST, given, T, T);
        return Plan.grace(outage.job(), outage.timetable(), T);
    }

    @Test
    void an_occurrence_a_moment_late_is_run_whatever_the_policy() {
        for (Misfire misfire : Misfire.values()) {
            Outage outage = new Outage("1s", misfire, Duration.ZERO, T.plusSeconds(1), T.plusMillis(2_900));
            assertThat(outage.plan().run()).startsWith(T.plusSeconds(1), T.plusSeconds(2));
            assertThat(outage.plan().givenUp()).isNull();
        }
    }

    @Test
    void what_was_planned_before_what_runs_now_is_given_up() {
        Instant now = T.plusSeconds(95);
        assertThat(new Outage("10s", Misfire.RUN_LATEST, null, T.plusSeconds(50), now).plan().givenUp()).isEqualTo(T.plusSeconds(90));
        assertThat(new Outage("10s", Misfire.SKIP, null, T.plusSeconds(50), now).plan().givenUp()).isEqualTo(now.minus(Plan.LATE));
        assertThat(new Outage("10s", Misfire.RUN_ALL, null, T.plusSeconds(50), now).plan().givenUp()).isNull();
    }

    @Test
    void a_schedule_that_has_ended_plans_what_was_left_and_no_more() {
        Outage outage = new Outage("10s until 35s", Misfire.RUN_ALL, null, T.plusSeconds(10), T.plusSeconds(100));

        assertThat(outage.plan()).isEqualTo(new Plan(List.of(T.plusSeconds(10), T.plusSeconds(20), T.plusSeconds(30)), List.of(), null, null, null));
    }

    @Provide
    Arbitrary<Outage> outages() {
        Arbitrary<String> schedules = Arbitraries.of(
                "1s", "7s", "10s", "90s", "17m", "5h", "1d", "10s until 35s", "* * * * * *", "*/5 * * * *", "0 3 * * *", "30 1-3 * * *", "0 0 1 * *");
        Arbitrary<Misfire> policies = Arbitraries.of(Misfire.class);
        Arbitrary<Optional<Duration>> graces = Arbitraries.integers().between(0, 7200).map(Duration::ofSeconds).optional(0.4);
        Arbitrary<Integer> start = Arbitraries.integers().between(0, 7_200_000);
        Arbitrary<Integer> length = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(-5_000, 10_000)),
                Tuple.of(2, Arbitraries.integers().between(0, 4_000_000)));
        return Combinators.combine(schedules, policies, graces, start, length)
                .as((schedule, policy, grace, from, millis) -> {
                    Instant begun = T.plusMillis(from);
                    return new Outage(schedule, policy, grace.orElse(null), begun, begun.plusMillis(millis));
                })
                .filter(outage -> outage.timetable().next(outage.from.minusNanos(1)).isPresent());
    }

    /** A job that nobody has planned since {@code from}. */
    record Outage(String schedule, Misfire misfire, @Nullable Duration grace, Instant from, Instant now) {
        Outage with(Misfire other) {
            return new Outage(schedule, other, grace, from, now);
        }

        Duration graceOr(Duration otherwise) {
            return grace == null ? otherwise : grace;
        }

        Plan plan() {
            return Plan.of(job(), now, now.plus(AHEAD));
        }

        boolean late() {
            return !first().isAfter(now.minus(Plan.LATE));
        }

        Instant first() {
            return timetable().next(from.minusNanos(1)).orElseThrow();
        }

        Timetable timetable() {
            return timing().timetable(ID);
        }

        /** One after the other, the slow way. */
        List<Instant> occurrences(Instant first, Instant last) {
            List<Instant> all = new ArrayList<>();
            Optional<Instant> next = timetable().next(first.minusNanos(1));
            for (; next.isPresent() && !next.get().isAfter(last); next = timetable().next(next.get())) all.add(next.get());
            return all;
        }

        private Timing timing() {
            boolean cron = schedule.contains("*");
            String[] parts = schedule.split(" until ", 2);
            Instant end = parts.length == 1 ? null : T.plus(Duration.parse("PT" + parts[1].toUpperCase(Locale.ROOT)));
            Duration every = cron ? null : parts[0].equals("1d") ? Duration.ofDays(1) : Duration.parse("PT" + parts[0].toUpperCase(Locale.ROOT));
            return new Timing(cron ? schedule : null, every, null, T, ZoneId.of("Europe/Oslo"), DstPolicy.CRONIE, null, end, null);
        }

        Job job() {
            Delivery delivery = new Delivery(
                    new HttpCall("GET", "http://127.0.0.1/", Map.of(), null), Duration.ofSeconds(1),
                    new RetryPolicy(0, Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(1)), null, null, false);
            JobOptions options = new JobOptions(Overlap.ALLOW, misfire, grace, null, 5, List.of());
            Instant first = timetable().next(from.minusNanos(1)).orElse(null);
            return new Job(ID, ID, "k", null, ID, delivery, timing(), options, true, 1, first, T, T);
        }
    }
}

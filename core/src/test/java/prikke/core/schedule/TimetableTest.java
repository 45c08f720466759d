package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Schedules within bounds, and the questions that are asked of them after an outage. */
class TimetableTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void something_may_be_due_at_its_start_but_nothing_at_its_end() {
        Timetable timetable = new Timetable(cron("0 0 * * *"), JANUARY, FEBRUARY);
        assertThat(timetable.next(Instant.MIN)).contains(JANUARY);
        assertThat(timetable.next(JANUARY)).contains(JANUARY.plus(1, ChronoUnit.DAYS));
        assertThat(timetable.next(Instant.parse("2026-01-31T00:00:00Z"))).isEmpty();
        assertThat(timetable.latest(Instant.MIN, Instant.MAX)).contains(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(timetable.count(Instant.MIN, Instant.MAX)).isEqualTo(31);
    }

    @Test
    void the_window_excludes_its_beginning_and_includes_its_end() {
        Timetable timetable = new Timetable(cron("0 0 * * *"), null, null);
        assertThat(timetable.count(JANUARY, FEBRUARY)).isEqualTo(31);
        assertThat(timetable.latest(JANUARY, FEBRUARY)).contains(FEBRUARY);
        assertThat(timetable.latest(JANUARY, FEBRUARY.minusNanos(1))).contains(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(timetable.latest(JANUARY, JANUARY.plusSeconds(1))).isEmpty();
        assertThat(timetable.latest(FEBRUARY, JANUARY)).isEmpty();
        assertThat(timetable.count(FEBRUARY, JANUARY)).isZero();
    }

    @Test
    void a_single_instant_is_due_once() {
        Timetable timetable = new Timetable(new Once(JANUARY), null, null);
        assertThat(timetable.next(JANUARY.minusNanos(1))).contains(JANUARY);
        assertThat(timetable.next(JANUARY)).isEmpty();
        assertThat(timetable.latest(Instant.MIN, JANUARY)).contains(JANUARY);
        assertThat(timetable.count(Instant.MIN, JANUARY)).isEqualTo(1);
        assertThat(timetable.count(JANUARY, FEBRUARY)).isZero();
        assertThat(timetable.intervalAt(JANUARY)).isEqualTo(ChronoUnit.FOREVER.getDuration());
    }

    @Test
    void the_interval_at_an_occurrence_is_the_time_to_the_next_one() {
        Timetable weekdays = new Timetable(cron("0 9 * * MON-FRI"), null, FEBRUARY);
        assertThat(weekdays.intervalAt(Instant.parse("2026-01-29T08:00:00Z"))).isEqualTo(Duration.ofDays(1));
        assertThat(weekdays.intervalAt(Instant.parse("2026-01-30T08:00:00Z"))).isEqualTo(Duration.ofDays(3));
    }

    @Property(tries = 400)
    void the_latest_and_the_count_are_those_of_the_whole_list(@ForAll long seed) {
        Random random = new Random(seed);
        Schedule schedule = random.nextBoolean()
                ? cron(List.of(
                                "* * * * *",
                                "*/7 * * * *",
                                "0 9,17 * * *",
                                "30 2 * * SUN",
                                "0 0 LW * *",
                                "*/9 1 * 3,10 *")
                        .get(random.nextInt(6)))
                : new Every(
                        Duration.ofMillis(random.nextLong(60_000, 4_000_000)), JANUARY.plusMillis(random.nextInt(99)));
        Instant begin = JANUARY.plusSeconds(random.nextLong(10_000_000)).plusMillis(random.nextInt(2000));
        Instant end = begin.plusSeconds(random.nextLong(400_000));
        Instant startsAt = random.nextBoolean() ? begin.plusSeconds(random.nextLong(-1000, 100_000)) : null;
        Instant endsAt = random.nextBoolean() ? end.minusSeconds(random.nextLong(-1000, 100_000)) : null;
        Timetable timetable = new Timetable(schedule, startsAt, endsAt);
        List<Instant> listed = listed(timetable, begin, end);
        assertThat(timetable.count(begin, end)).isEqualTo(listed.size());
        assertThat(timetable.latest(begin, end))
                .isEqualTo(listed.isEmpty() ? Optional.empty() : Optional.of(listed.getLast()));
    }

    @Test
    void the_latest_of_a_long_outage_costs_next_to_nothing() {
        Timetable everySecond = new Timetable(cron("* * * * * *"), null, null);
        Timetable yearly = new Timetable(cron("30 2 29 2 *"), null, null);
        Instant longAgo = Instant.parse("1990-01-01T00:00:00Z");
        long begin = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            assertThat(everySecond.latest(longAgo, FEBRUARY.minusMillis(1))).contains(FEBRUARY.minusSeconds(1));
            assertThat(everySecond.count(longAgo, FEBRUARY))
                    .isEqualTo(Duration.between(longAgo, FEBRUARY).toSeconds());
            assertThat(yearly.latest(longAgo, FEBRUARY)).contains(Instant.parse("2024-02-29T01:30:00Z"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void says_its_bounds() {
        assertThat(new Timetable(cron("0 9 * * *"), JANUARY, FEBRUARY).description())
                .isEqualTo("At 09:00 every day, Europe/Oslo, from 2026-01-01T00:00:00Z until 2026-02-01T00:00:00Z");
        assertThat(new Timetable(new Once(JANUARY), null, null).description())
                .isEqualTo("Once, at 2026-01-01T00:00:00Z");
    }

    private static List<Instant> listed(Timetable timetable, Instant begin, Instant end) {
        List<Instant> listed = new ArrayList<>();
        Optional<Instant> due = timetable.next(begin);
        for (; due.isPresent() && !due.get().isAfter(end); due = timetable.next(due.get())) {
            listed.add(due.get());
        }
        return listed;
    }

    private static Cron cron(String expression) {
        ZoneId zone = ZoneId.of(expression.startsWith("0 0 * * *") ? "UTC" : "Europe/Oslo");
        return Cron.parse(expression, zone, DstPolicy.CRONIE, 0);
    }
}

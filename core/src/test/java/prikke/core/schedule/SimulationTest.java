package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import prikke.core.schedule.Simulation.BusySecond;
import prikke.core.schedule.Simulation.Hour;
import prikke.core.schedule.Simulation.JobRuns;
import prikke.core.schedule.Simulation.Peak;

/** Many schedules laid over each other before any of them is deployed. */
class SimulationTest {

    private static final Instant FROM = Instant.parse("2026-03-28T22:30:00Z");
    private static final Instant TO = Instant.parse("2026-03-29T02:00:00Z");

    @Test
    void counts_by_hour_and_by_job() {
        Simulation simulation = Simulation.of(
                List.of(
                        job("quarterly", "*/15 * * * *", 0),
                        job("gap", "30 2 * * *", 0),
                        job("never", "0 0 29 2 *", 0)),
                FROM,
                TO);
        assertThat(simulation.hours())
                .containsExactly(
                        new Hour(Instant.parse("2026-03-28T22:00:00Z"), 2),
                        new Hour(Instant.parse("2026-03-28T23:00:00Z"), 4),
                        new Hour(Instant.parse("2026-03-29T00:00:00Z"), 4),
                        new Hour(Instant.parse("2026-03-29T01:00:00Z"), 5));
        assertThat(simulation.jobs())
                .containsExactly(
                        new JobRuns("quarterly", 14, 0, null),
                        new JobRuns("gap", 1, 0, null),
                        new JobRuns("never", 0, 0, null));
        assertThat(simulation.runs()).isEqualTo(15);
        assertThat(simulation.detailedUntil()).isEqualTo(TO);
    }

    @Test
    void finds_the_busiest_seconds() {
        Simulation simulation = Simulation.of(
                List.of(job("a", "0 * * * *", 0), job("b", "*/30 * * * *", 0), job("c", "30 2 * * *", 0)), FROM, TO);
        assertThat(simulation.busiest())
                .startsWith(
                        new BusySecond(Instant.parse("2026-03-29T01:00:00Z"), 3, List.of("a", "b", "c")),
                        new BusySecond(Instant.parse("2026-03-28T23:00:00Z"), 2, List.of("a", "b")),
                        new BusySecond(Instant.parse("2026-03-29T00:00:00Z"), 2, List.of("a", "b")),
                        new BusySecond(Instant.parse("2026-03-28T22:30:00Z"), 1, List.of("b")));
    }

    @Test
    void jitter_takes_a_burst_apart() {
        List<SimulatedJob> jobs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            jobs.add(
                    new SimulatedJob("job-" + i, new UUID(0, i), timetable("0 * * * *"), Duration.ZERO, Duration.ZERO));
        }
        assertThat(Simulation.of(jobs, FROM, TO).busiest().getFirst().runs()).isEqualTo(100);
        jobs.replaceAll(job ->
                new SimulatedJob(job.name(), job.id(), job.timetable(), Duration.ofMinutes(10), job.typicalDuration()));
        assertThat(Simulation.of(jobs, FROM, TO).busiest().getFirst().runs()).isLessThan(6);
    }

    @Test
    void finds_runs_that_start_while_the_one_before_is_under_way() {
        Simulation simulation = Simulation.of(
                List.of(job("slow", "*/15 * * * *", 16 * 60), job("just in time", "*/15 * * * *", 15 * 60)), FROM, TO);
        assertThat(simulation.jobs())
                .containsExactly(
                        new JobRuns("slow", 14, 13, Instant.parse("2026-03-28T22:45:00Z")),
                        new JobRuns("just in time", 14, 0, null));
        assertThat(simulation.peak()).isEqualTo(new Peak(Instant.parse("2026-03-28T22:45:00Z"), 3));
    }

    @Test
    void runs_of_unknown_length_are_under_way_only_when_they_start() {
        assertThat(Simulation.of(List.of(job("a", "0 * * * *", 0), job("b", "0 * * * *", 0)), FROM, TO)
                        .peak())
                .isEqualTo(new Peak(Instant.parse("2026-03-28T23:00:00Z"), 2));
        assertThat(Simulation.of(List.of(job("a", "0 0 29 2 *", 0)), FROM, TO).peak())
                .isNull();
    }

    @Test
    void what_a_job_does_outside_the_window_does_not_count() {
        Timetable bounded = new Timetable(
                new Every(Duration.ofMinutes(1), FROM),
                Instant.parse("2026-03-28T23:00:00Z"),
                Instant.parse("2026-03-28T23:10:00Z"));
        Simulation simulation = Simulation.of(
                List.of(new SimulatedJob("bounded", new UUID(0, 0), bounded, Duration.ZERO, Duration.ZERO)), FROM, TO);
        assertThat(simulation.runs()).isEqualTo(10);
        Instant withinAnHour = Instant.parse("2026-03-29T01:20:00Z");
        assertThat(Simulation.of(List.of(job("b", "*/10 * * * *", 0)), FROM, withinAnHour)
                        .hours()
                        .getLast())
                .isEqualTo(new Hour(Instant.parse("2026-03-29T01:00:00Z"), 2));
        assertThat(Simulation.of(List.of(job("a", "0 0 2 * * *", 0)), FROM, Instant.parse("2026-03-29T01:00:00Z"))
                        .runs())
                .isZero();
    }

    @Test
    void looks_at_single_starts_only_as_far_as_there_is_room_and_says_so() {
        List<SimulatedJob> jobs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            jobs.add(job("every second " + i, "* * * * * *", 2));
        }
        Instant to = FROM.plus(Duration.ofDays(30));
        long begin = System.nanoTime();
        Simulation simulation = Simulation.of(jobs, FROM, to);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(simulation.runs()).isEqualTo(40L * 30 * 86_400);
        assertThat(simulation.hours().get(5)).isEqualTo(new Hour(Instant.parse("2026-03-29T03:00:00Z"), 40 * 3600));
        assertThat(simulation.detailedUntil()).isEqualTo(FROM.plusSeconds(500_000 / 40));
        assertThat(simulation.peak()).isEqualTo(new Peak(FROM.plusSeconds(1), 80));
    }

    @Test
    void refuses_what_would_take_long() {
        assertThatThrownBy(() -> Simulation.of(List.of(), TO, FROM))
                .hasMessage("to 2026-03-28T22:30:00Z is not after from 2026-03-29T02:00:00Z");
        assertThatThrownBy(() -> Simulation.of(List.of(), FROM, FROM.plus(Duration.ofDays(367))))
                .hasMessage("a simulation spans 366 days at most");
        List<SimulatedJob> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(job("job", "@daily", 0));
        }
        assertThatThrownBy(() -> Simulation.of(many, FROM, FROM.plus(Duration.ofDays(30))))
                .hasMessage("with 1000 jobs a simulation spans 20 days at most");
        many.add(job("job", "@daily", 0));
        assertThatThrownBy(() -> Simulation.of(many, FROM, TO)).hasMessage("a simulation takes 1000 jobs at most");
    }

    private static SimulatedJob job(String name, String cron, long typicalSeconds) {
        return new SimulatedJob(
                name, new UUID(0, 0), timetable(cron), Duration.ZERO, Duration.ofSeconds(typicalSeconds));
    }

    private static Timetable timetable(String cron) {
        return new Timetable(Cron.parse(cron, ZoneId.of("Europe/Oslo"), DstPolicy.CRONIE, 0), null, null);
    }
}

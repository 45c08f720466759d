package prikke.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would run when, if these were all the jobs.
 *
 * @param runs all occurrences from {@code from} on and before {@code to}
 * @param hours the occurrences of each hour of UTC, from the one that {@code from} lies in; jitter left aside
 * @param jobs the same by job, in the order given
 * @param busiest the seconds in which most runs start, jitter included, busiest first
 * @param peak when most runs are under way at once, if each takes its job's typical duration; null where nothing runs
 * @param detailedUntil how far {@code busiest}, {@code peak} and the overlaps look: {@code to}, or earlier where there
 *     would be more than half a million starts to look at
 */
public record Simulation(
        Instant from,
        Instant to,
        long runs,
        List<Hour> hours,
        List<JobRuns> jobs,
        List<BusySecond> busiest,
        @Nullable Peak peak,
        Instant detailedUntil) {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST_JOBS = 1_000;
    private static final long MOST_COUNTS = 500_000;

    /** The hour that begins at an instant. */
    public record Hour(Instant start, long runs) {}

    /**
     * One job's share.
     *
     * @param overlapping how many of its runs would start while the one before is still under way
     * @param firstOverlap when that happens first
     */
    public record JobRuns(
            String name,
            long runs,
            long overlapping,
            @Nullable Instant firstOverlap) {}

    /**
     * A second in which runs start.
     *
     * @param jobs the names of some of their jobs, each once
     */
    public record BusySecond(Instant second, int runs, List<String> jobs) {}

    /** The most runs at once, and when it comes to that first. */
    public record Peak(Instant at, int running) {}

    /**
     * Simulates.
     *
     * @throws ScheduleException where the window is empty or longer than 366 days, there are more than a thousand jobs,
     *     or both together would take long
     */
    public static Simulation of(List<SimulatedJob> jobs, Instant from, Instant to) {
        refuseTooMuch(jobs.size(), from, to);
        List<Hour> hours = hours(jobs, from, to);
        Starts starts = Starts.of(jobs, from.truncatedTo(ChronoUnit.MILLIS), to);
        List<JobRuns> byJob = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            SimulatedJob job = jobs.get(i);
            long runs = Starts.count(job, from, to);
            byJob.add(new JobRuns(job.name(), runs, starts.overlapping(i), starts.firstOverlap(i)));
        }
        long runs = byJob.stream().mapToLong(JobRuns::runs).sum();
        return new Simulation(
                from, to, runs, hours, List.copyOf(byJob), starts.busiest(), starts.peak(), starts.until());
    }

    private static List<Hour> hours(List<SimulatedJob> jobs, Instant from, Instant to) {
        Instant begin = from.truncatedTo(ChronoUnit.HOURS);
        long[] runs = new long[(int) begin.until(to.minusNanos(1), ChronoUnit.HOURS) + 1];
        jobs.forEach(job -> count(job.timetable(), from, to, begin, runs));
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < runs.length; i++) {
            hours.add(new Hour(begin.plus(i, ChronoUnit.HOURS), runs[i]));
        }
        return List.copyOf(hours);
    }

    /** Adds up one timetable, going straight from each hour with occurrences to the next such hour. */
    private static void count(Timetable timetable, Instant from, Instant to, Instant begin, long[] runs) {
        Optional<Instant> due = timetable.next(from.minusNanos(1));
        while (due.isPresent() && due.get().isBefore(to)) {
            Instant first = due.get();
            Instant nextHour = first.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            Instant end = (nextHour.isBefore(to) ? nextHour : to).minusNanos(1);
            runs[(int) begin.until(first, ChronoUnit.HOURS)] += 1 + timetable.count(first, end);
            due = timetable.next(end);
        }
    }

    private static void refuseTooMuch(int jobs, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new ScheduleException("to", "out_of_range", "to " + to + " is not after from " + from);
        }
        Duration window = Duration.between(from, to);
        if (window.compareTo(LONGEST) > 0) {
            throw new ScheduleException("to", "out_of_range", "a simulation spans 366 days at most");
        }
        if (jobs > MOST_JOBS) {
            throw new ScheduleException("jobs", "out_of_range", "a simulation takes " + MOST_JOBS + " jobs at most");
        }
        if (jobs * window.toHours() > MOST_COUNTS) {
            throw new ScheduleException(
                    "to",
                    "out_of_range",
                    "with " + jobs + " jobs a simulation spans " + MOST_COUNTS / jobs / 24 + " days at most");
        }
    }
}

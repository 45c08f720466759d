package prikke.core.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would run when.
 *
 * @param runs all occurrences from {@code from} on and before {@code to}
 * @param hours the occurrences of each hour of UTC
 * @param jobs the same by job
 * @param busiest the seconds in which most runs start, jitter included, busiest first
 * @param peak when most runs are under way at once, if each takes its job's typical duration; null where nothing runs
 * @param detailedUntil how far {@code busiest}, {@code peak} and the overlaps look: {@code to}, or earlier where there would be too
 *     many starts to look at
 */
public record SimulationResponse(
        Instant from,
        Instant to,
        long runs,
        List<Hour> hours,
        List<JobRuns> jobs,
        List<BusySecond> busiest,
        @Nullable Peak peak,
        Instant detailedUntil) {

    /** The hour that begins at an instant. */
    public record Hour(Instant start, long runs) {}

    /**
     * One job's share.
     *
     * @param overlapping how many of its runs would start while the one before is still under way
     */
    public record JobRuns(String name, long runs, long overlapping, @Nullable Instant firstOverlap) {}

    /** A second in which runs start, and the names of some of their jobs. */
    public record BusySecond(Instant second, int runs, List<String> jobs) {}

    /** The most runs at once, and when it comes to that first. */
    public record Peak(Instant at, int running) {}
}

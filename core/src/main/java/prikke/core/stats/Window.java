package prikke.core.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;

/**
 * The time that figures are asked for, by the occurrences of executions, widened to whole hours or days of UTC.
 *
 * @param from where it begins
 * @param to where it ends; not part of it
 */
record Window(Instant from, Instant to) {
    private static final Duration DEFAULT = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(1830);

    /**
     * @throws ProblemException where it ends before it begins, or reaches further than there are figures
     */
    static Window of(@Nullable Instant since, @Nullable Instant until, StatsQuery.By by, Instant now) {
        // The hour that it is belongs to it, also right at its start.
        Instant end = until == null ? Grain.HOUR.floor(now).plus(Grain.HOUR.length()) : until;
        Instant start = since == null ? (until == null ? now : until).minus(DEFAULT) : since;
        if (!start.isBefore(end)) throw refused("since", "must lie before until, " + end + ".");
        if (Duration.between(start, end).compareTo(LONGEST) > 0) throw refused("since", "lies more than five years before until.");
        Instant hours = Grain.DAY.ceiling(now.minus(Forgetting.HOURS));
        if (by == StatsQuery.By.HOUR && start.isBefore(hours)) {
            throw refused("since", "reaches back further than hours are kept, which is to " + hours + "; ask by day.");
        }
        Grain first = by == StatsQuery.By.DAY || start.isBefore(hours) ? Grain.DAY : Grain.HOUR;
        Grain last = by == StatsQuery.By.DAY || end.isBefore(hours) ? Grain.DAY : Grain.HOUR;
        return new Window(first.floor(start), last.ceiling(end));
    }

    private static ProblemException refused(String field, String message) {
        return ProblemException.invalid(List.of(new ProblemException.Fault(field, "out_of_range", message)));
    }

    boolean holds(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** As spans to be read, as few rows as may be for the way it is asked. */
    List<Span> spans(StatsQuery.By by) {
        return switch (by) {
            case HOUR -> List.of(new Span(Grain.HOUR, from, to));
            case DAY -> List.of(new Span(Grain.DAY, from, to));
            case NOTHING, JOB -> Span.of(from, to);
        };
    }
}

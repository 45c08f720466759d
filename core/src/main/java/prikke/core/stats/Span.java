package prikke.core.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time to be read by stretches of one length.
 *
 * @param from a start of one
 * @param to the start of the first after it
 */
record Span(Grain grain, Instant from, Instant to) {
    /** Up to so much is read by the hour. */
    private static final Duration SHORT = Duration.ofDays(2);

    boolean holds(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** The starts of its stretches. */
    List<Instant> starts() {
        List<Instant> starts = new ArrayList<>();
        for (Instant start = from; start.isBefore(to); start = start.plus(grain.length())) starts.add(start);
        return starts;
    }

    /** The least to be read of whole hours from one instant to another: whole days in the middle of a long time. */
    static List<Span> of(Instant from, Instant to) {
        if (Duration.between(from, to).compareTo(SHORT) <= 0) return List.of(new Span(Grain.HOUR, from, to));
        Instant firstDay = Grain.DAY.ceiling(from);
        Instant lastDay = Grain.DAY.floor(to);
        List<Span> spans = new ArrayList<>();
        if (from.isBefore(firstDay)) spans.add(new Span(Grain.HOUR, from, firstDay));
        spans.add(new Span(Grain.DAY, firstDay, lastDay));
        if (lastDay.isBefore(to)) spans.add(new Span(Grain.HOUR, lastDay, to));
        return spans;
    }
}

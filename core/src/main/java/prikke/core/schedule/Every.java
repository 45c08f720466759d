package prikke.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Due at {@code anchor + k * interval} for k = 1, 2, …: aligned to the anchor, so that a late run never shifts the
 * later ones.
 *
 * @param interval greater than zero
 */
public record Every(Duration interval, Instant anchor) implements Schedule {

    public Every {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("an interval is longer than zero: " + interval);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        long k = intervalsUpTo(after) + 1;
        long left = TimeLine.END.getEpochSecond() - anchor.getEpochSecond();
        if (interval.toSeconds() > 0 && k > left / interval.toSeconds()) {
            return Optional.empty();
        }
        Instant due = anchor.plus(interval.multipliedBy(k));
        return due.isAfter(TimeLine.END) ? Optional.empty() : Optional.of(due);
    }

    @Override
    public long count(Instant after, Instant upTo) {
        Instant last = upTo.isAfter(TimeLine.END) ? TimeLine.END : upTo;
        return last.isAfter(after) ? intervalsUpTo(last) - intervalsUpTo(after) : 0;
    }

    /** The largest k whose occurrence is not after the instant; 0 when none is. */
    private long intervalsUpTo(Instant instant) {
        if (!instant.isAfter(anchor)) {
            return 0;
        }
        Instant clamped = instant.isAfter(TimeLine.END) ? TimeLine.END : instant;
        Duration elapsed = Duration.between(anchor, clamped);
        // Whole seconds, as nearly all intervals are, need no big-number arithmetic.
        return interval.equals(interval.truncatedTo(ChronoUnit.SECONDS))
                ? elapsed.toSeconds() / interval.toSeconds()
                : elapsed.dividedBy(interval);
    }

    @Override
    public String description() {
        return "Every " + Durations.words(interval);
    }

    @Override
    public boolean recurring() {
        return true;
    }
}

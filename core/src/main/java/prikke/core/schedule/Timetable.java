package prikke.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule within its bounds: what a job really follows.
 *
 * @param startsAt nothing is due before this instant; at it something may be
 * @param endsAt nothing is due at this instant or later
 */
public record Timetable(
        Schedule schedule,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt) {

    /** The first occurrence strictly after the given instant, or empty when the timetable has ended. */
    public Optional<Instant> next(Instant after) {
        Optional<Instant> due = schedule.next(notBeforeStart(after));
        return endsAt == null || due.isEmpty() || due.get().isBefore(endsAt) ? due : Optional.empty();
    }

    /**
     * The last occurrence after {@code after}, up to and including {@code upTo}. It looks back from {@code upTo} in
     * growing steps, so the number of occurrences in between does not matter.
     */
    public Optional<Instant> latest(Instant after, Instant upTo) {
        Instant end = beforeEnd(upTo);
        Instant found = next(after).filter(due -> !due.isAfter(end)).orElse(null);
        if (found == null) {
            return Optional.empty();
        }
        Instant tooLate = end;
        for (Duration back = Duration.ofSeconds(1); ; back = back.multipliedBy(2)) {
            Instant probe = end.minus(back);
            if (!probe.isAfter(found)) {
                break;
            }
            Instant due = dueBy(end, probe);
            if (due != null) {
                found = due;
                break;
            }
            tooLate = probe;
        }
        return Optional.of(lastBetween(found, tooLate, end));
    }

    /** Narrows down to the last occurrence, given one and an instant after which none follows up to the end. */
    private Instant lastBetween(Instant known, Instant after, Instant end) {
        Instant found = known;
        Instant tooLate = after;
        for (Instant due = dueBy(end, found); due != null; due = dueBy(end, found)) {
            found = due;
            Instant middle = found.plus(Duration.between(found, tooLate).dividedBy(2));
            Instant later = middle.isAfter(found) ? dueBy(end, middle) : null;
            if (later != null) {
                found = later;
            } else if (middle.isAfter(found)) {
                tooLate = middle;
            }
        }
        return found;
    }

    private @Nullable Instant dueBy(Instant end, Instant after) {
        return schedule.next(after).filter(due -> !due.isAfter(end)).orElse(null);
    }

    /** The number of occurrences after {@code after}, up to and including {@code upTo}, without listing them. */
    public long count(Instant after, Instant upTo) {
        return schedule.count(notBeforeStart(after), beforeEnd(upTo));
    }

    /**
     * The time from an occurrence to the one that follows, bounds left aside: what a grace for missed runs is measured
     * by. Where none ever follows it is {@link ChronoUnit#FOREVER}.
     */
    public Duration intervalAt(Instant occurrence) {
        return schedule.next(occurrence)
                .map(following -> Duration.between(occurrence, following))
                .orElse(ChronoUnit.FOREVER.getDuration());
    }

    /** The schedule in words, with its bounds. */
    public String description() {
        return schedule.description()
                + (startsAt == null ? "" : ", from " + startsAt)
                + (endsAt == null ? "" : (startsAt == null ? ", until " : " until ") + endsAt);
    }

    private Instant notBeforeStart(Instant after) {
        return startsAt != null && after.isBefore(startsAt) ? startsAt.minusNanos(1) : after;
    }

    private Instant beforeEnd(Instant upTo) {
        return endsAt != null && !upTo.isBefore(endsAt) ? endsAt.minusNanos(1) : upTo;
    }
}

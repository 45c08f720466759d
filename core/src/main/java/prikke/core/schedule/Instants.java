package prikke.core.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as people write them, within the span that schedules, the API and every database have in common. */
public final class Instants {
    private Instants() {}

    /**
     * Reads an RFC 3339 instant, to the millisecond.
     *
     * @param field what the API calls it
     * @throws ScheduleException with one fault on the field: {@code syntax}, or {@code out_of_range} outside the years 1 to 9999
     */
    public static Instant parse(String field, String text) {
        Instant instant;
        try {
            instant = Instant.parse(text.strip()).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new ScheduleException(
                    field,
                    "syntax",
                    field + " '" + text + "' is not an instant; expected one such as 2030-01-31T09:00:00Z or 2030-01-31T10:00:00+01:00");
        }
        return within(field, text, instant);
    }

    /**
     * Reads an instant, or a duration that is reckoned back from {@code now}: {@code 1h}.
     *
     * @throws ScheduleException like {@link #parse}
     */
    public static Instant parseOrBack(String field, String text, Instant now) {
        Duration back;
        try {
            back = Durations.parse(text);
        } catch (ScheduleException e) {
            // No duration: then it is to be an instant, which says for itself why it is none.
            return parse(field, text);
        }
        if (back.isNegative()) throw new ScheduleException(field, "syntax", field + " '" + text + "' lies ahead; expected a duration back from now");
        return within(field, text, now.minus(back));
    }

    /**
     * The instant, where it lies within the span.
     *
     * @param text what the user wrote
     * @throws ScheduleException {@code out_of_range} on the field
     */
    static Instant within(String field, String text, Instant instant) {
        if (instant.isBefore(TimeLine.START) || instant.isAfter(TimeLine.END)) {
            throw new ScheduleException(field, "out_of_range", field + " '" + text + "' is not within the years 1 to 9999");
        }
        return instant;
    }
}

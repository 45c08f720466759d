package prikke.core.schedule;

import java.time.Instant;
import java.util.Optional;

/** When a job is due. Occurrences are strictly increasing instants; none is later than the end of the year 9999. */
public sealed interface Schedule permits Cron, Every, Once {

    /** The first occurrence strictly after the given instant, or empty when there is none any more. */
    Optional<Instant> next(Instant after);

    /** The number of occurrences after {@code after}, up to and including {@code upTo}, without listing them. */
    long count(Instant after, Instant upTo);

    /** In words, e.g. "At 09:00 on weekdays, Europe/Oslo". */
    String description();

    /** Whether it may be due more than once. */
    boolean recurring();
}

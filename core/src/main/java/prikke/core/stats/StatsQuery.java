package prikke.core.stats;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which figures are asked for.
 *
 * @param since by the occurrence; null for 24 hours before {@code until}
 * @param until null for now
 * @param job a job's id or key; null for all
 * @param by what they are told apart by, besides their sum
 * @param limit of how many jobs, those with the most executions
 */
public record StatsQuery(@Nullable Instant since, @Nullable Instant until, @Nullable String job, By by, int limit) {

    /** What figures are told apart by. */
    public enum By {
        NOTHING,
        HOUR,
        DAY,
        JOB;

        /** As the API spells it: {@code hour}, {@code day} or {@code job}. */
        public static Optional<By> parse(String text) {
            return Stream.of(HOUR, DAY, JOB).filter(by -> by.text().equals(text)).findFirst();
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

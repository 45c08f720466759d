package prikke.core.stats;

import org.jspecify.annotations.Nullable;

/**
 * What executions came to. The counts are exact.
 *
 * @param executions all that have ended, however
 * @param attempted those of them that were attempted
 * @param attempts how many attempts were made for them
 * @param duration from the first request to the end; null when none was made
 * @param lag from the occurrence to the first request; null when none was made
 */
public record Figures(
        long executions,
        long success,
        long failed,
        long timeout,
        long missed,
        long skipped,
        long cancelled,
        long attempted,
        long attempts,
        @Nullable Percentiles duration,
        @Nullable Percentiles lag) {

    /** How many of those that ran to an end succeeded, 0 to 1; null when none did. */
    public @Nullable Double successRate() {
        long ran = success + failed + timeout;
        return ran == 0 ? null : (double) success / ran;
    }
}

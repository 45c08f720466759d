package prikke.core.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an organization uses of what its plan limits.
 *
 * @param month of UTC, such as {@code 2026-11}
 * @param since when it begins
 * @param until when the next one does
 * @param plan {@code unlimited}
 * @param executions those with an occurrence in the month that were attempted and have ended; exact, and kept when the history is not
 * @param attempts how many attempts were made for them
 * @param jobs recurring ones, and one-offs that are yet to come; as of now
 * @param members as of now
 */
public record UsageResponse(
        String month, Instant since, Instant until, String plan, long executions, long attempts, long jobs, long members, Limits limits) {

    /** What the plan allows of each; null for no limit. */
    public record Limits(@Nullable Long executions, @Nullable Long jobs, @Nullable Long members) {}
}

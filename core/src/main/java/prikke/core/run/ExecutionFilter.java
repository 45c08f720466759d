package prikke.core.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list, the latest occurrence first.
 *
 * @param job null for those of all jobs
 * @param status null for any
 * @param queue null for any
 * @param since only occurrences at or after this instant; null for no bound
 * @param until only occurrences before this instant; null for no bound
 * @param before only executions whose id is smaller; null for the first page
 * @param limit 1 to 200
 */
public record ExecutionFilter(
        @Nullable UUID job,
        @Nullable ExecutionStatus status,
        @Nullable String queue,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable UUID before,
        int limit) {}

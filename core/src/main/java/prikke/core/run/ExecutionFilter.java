package prikke.core.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list, and from which end.
 *
 * @param job null for those of all jobs
 * @param status null for any
 * @param queue null for any
 * @param since only occurrences at or after this instant; null for no bound
 * @param until only occurrences before this instant; null for no bound
 * @param text occurs in the job's key, the error or the reason, whatever the case; null for any
 * @param earliestFirst by occurrence; else the latest is first
 * @param past only executions that come after the one with this id in that order; null for the first page
 * @param limit 1 to 200
 */
public record ExecutionFilter(
        @Nullable UUID job,
        @Nullable ExecutionStatus status,
        @Nullable String queue,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text,
        boolean earliestFirst,
        @Nullable UUID past,
        int limit) {

    /** Without a text, the latest first. */
    public ExecutionFilter(
            @Nullable UUID job,
            @Nullable ExecutionStatus status,
            @Nullable String queue,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable UUID before,
            int limit) {
        this(job, status, queue, since, until, null, false, before, limit);
    }

    ExecutionFilter ofAnyJob() {
        return new ExecutionFilter(null, status, queue, since, until, text, earliestFirst, past, limit);
    }

    ExecutionFilter withLimit(int other) {
        return new ExecutionFilter(job, status, queue, since, until, text, earliestFirst, past, other);
    }
}

package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one occurrence, as it is read.
 *
 * @param startedAt when its first request was sent, or null before that
 * @param statusCode of the latest attempt, likewise the error
 * @param attempts how many have been made, the running one not included
 * @param nextAttemptAt when it will be tried again, while it is retrying
 * @param reason why it was missed, skipped or cancelled
 */
public record Execution(
        UUID id,
        UUID jobId,
        @Nullable String jobKey,
        Trigger trigger,
        ExecutionStatus status,
        Instant scheduledFor,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer statusCode,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        int attempts,
        int maxAttempts,
        @Nullable Instant nextAttemptAt,
        @Nullable String queue,
        int priority,
        @Nullable UUID replayOf,
        @Nullable String reason) {

    /** From the occurrence to its first request; null before that. */
    public @Nullable Duration lag() {
        return startedAt == null ? null : Duration.between(scheduledFor, startedAt);
    }

    /** From the first request to the end; null before that. */
    public @Nullable Duration duration() {
        return startedAt == null || finishedAt == null ? null : Duration.between(startedAt, finishedAt);
    }
}

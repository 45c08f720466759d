package prikke.core.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution: the record of one occurrence.
 *
 * @param trigger {@code schedule}, {@code once}, {@code manual} or {@code replay}
 * @param status {@code pending}, {@code running}, {@code retrying}, {@code success}, {@code failed}, {@code timeout}, {@code missed},
 *     {@code skipped} or {@code cancelled}
 * @param lagMs from {@code scheduledFor} to the first request, in milliseconds
 * @param durationMs from the first request to the end, in milliseconds
 * @param attempts how many attempts have been made
 * @param reason why it was missed, skipped or cancelled
 */
public record ExecutionResponse(
        UUID id,
        UUID jobId,
        @Nullable String jobKey,
        String trigger,
        String status,
        Instant scheduledFor,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long lagMs,
        @Nullable Long durationMs,
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

    /** Whether the execution has come to its end. */
    public boolean ended() {
        return !(status.equals("pending") || status.equals("running") || status.equals("retrying"));
    }
}

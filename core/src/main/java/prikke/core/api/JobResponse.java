package prikke.core.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as answered.
 *
 * @param delay always null: a delay is answered as the {@code runAt} that it came to
 * @param state {@code active}, {@code paused}, or {@code ended} when no further occurrence is to come
 * @param nextRunAt the next occurrence, or null when there is none or the job is paused
 * @param lastExecution the latest execution that has started or ended
 * @param executionId the execution that creating a one-off job made; only in the creating answer
 */
public record JobResponse(
        UUID id,
        @Nullable String key,
        @Nullable String name,
        String url,
        String method,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String cron,
        @Nullable String every,
        @Nullable Instant runAt,
        @Nullable String delay,
        String timezone,
        String dst,
        String timeout,
        int retries,
        String backoff,
        String retryDelay,
        String maxRetryDelay,
        @Nullable String expectedStatus,
        @Nullable String expectedBody,
        boolean followRedirects,
        String overlap,
        String misfire,
        @Nullable String misfireGrace,
        @Nullable String queue,
        int priority,
        @Nullable String jitter,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        boolean enabled,
        List<String> tags,
        String state,
        String scheduleDescription,
        @Nullable Instant nextRunAt,
        @Nullable ExecutionResponse lastExecution,
        @Nullable UUID executionId,
        Instant createdAt,
        Instant updatedAt) {}

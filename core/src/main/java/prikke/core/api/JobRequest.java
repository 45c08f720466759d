package prikke.core.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as sent to {@code POST /jobs} and {@code PUT /jobs/{key}}. At most one of {@code cron}, {@code every}, {@code runAt} and
 * {@code delay}; with none of them the job runs now. What is left out takes its default.
 */
public record JobRequest(
        @Nullable String key,
        @Nullable String name,
        @Nullable String url,
        @Nullable String method,
        @Nullable Map<String, String> headers,
        @Nullable String body,
        @Nullable String cron,
        @Nullable String every,
        @Nullable String runAt,
        @Nullable String delay,
        @Nullable String timezone,
        @Nullable String dst,
        @Nullable String timeout,
        @Nullable Integer retries,
        @Nullable String backoff,
        @Nullable String retryDelay,
        @Nullable String maxRetryDelay,
        @Nullable String expectedStatus,
        @Nullable String expectedBody,
        @Nullable Boolean followRedirects,
        @Nullable String overlap,
        @Nullable String misfire,
        @Nullable String misfireGrace,
        @Nullable String queue,
        @Nullable Integer priority,
        @Nullable String jitter,
        @Nullable String startsAt,
        @Nullable String endsAt,
        @Nullable Boolean enabled,
        @Nullable List<String> tags) {}

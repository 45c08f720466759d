package prikke.core.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job as a user states it, unchecked; what is null takes its default. The components are those of the API's job. */
public record JobDraft(
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

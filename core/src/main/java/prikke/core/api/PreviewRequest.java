package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /schedules/preview} takes: the schedule fields of a job.
 *
 * @param from an RFC 3339 instant to look from; now when left out
 * @param count how many occurrences, 1 to 100; 5 when left out
 */
public record PreviewRequest(
        @Nullable String cron,
        @Nullable String every,
        @Nullable String runAt,
        @Nullable String delay,
        @Nullable String timezone,
        @Nullable String dst,
        @Nullable String startsAt,
        @Nullable String endsAt,
        @Nullable String jitter,
        @Nullable String from,
        @Nullable Integer count) {}

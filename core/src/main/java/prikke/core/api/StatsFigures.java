package prikke.core.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What executions came to. Counts are exact; percentiles are in milliseconds, within 1 %, and null when nothing was sent.
 *
 * @param start when the time begins that they are of
 * @param end when it ends
 * @param jobId null for all jobs together, and by job for one-offs, which are taken together
 * @param jobKey also once the job is deleted
 * @param executions all that have ended, however
 * @param attempts how many attempts were made for them
 * @param successRate the share of those that ran to an end which succeeded, 0 to 1; null when none ran
 * @param durationP50Ms from the first request to the end
 * @param lagP50Ms from the occurrence to the first request
 */
public record StatsFigures(
        Instant start,
        Instant end,
        @Nullable UUID jobId,
        @Nullable String jobKey,
        long executions,
        long success,
        long failed,
        long timeout,
        long missed,
        long skipped,
        long cancelled,
        long attempts,
        @Nullable Double successRate,
        @Nullable Double durationP50Ms,
        @Nullable Double durationP95Ms,
        @Nullable Double durationP99Ms,
        @Nullable Double durationMaxMs,
        @Nullable Double lagP50Ms,
        @Nullable Double lagP95Ms,
        @Nullable Double lagP99Ms,
        @Nullable Double lagMaxMs) {}

package prikke.daemon.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.api.JobRequest;
import prikke.core.api.JobResponse;
import prikke.core.job.Delivery;
import prikke.core.job.HttpCall;
import prikke.core.job.Job;
import prikke.core.job.JobDraft;
import prikke.core.job.JobOptions;
import prikke.core.job.SensitiveHeaders;
import prikke.core.job.Timing;
import prikke.core.run.Execution;
import prikke.core.schedule.Durations;

/** Jobs as the API takes and shows them. */
final class JobEncoding {

    /**
     * What a job's answer tells besides the job itself.
     *
     * @param next its next occurrence, or null
     * @param active whether an execution of it has not ended
     * @param last the latest execution that has begun, or null
     * @param made the execution that was made with the job, or null
     */
    record Around(@Nullable Instant next, boolean active, @Nullable Execution last, @Nullable UUID made) {}

    private JobEncoding() {}

    static JobDraft draft(JobRequest r) {
        return new JobDraft(
                r.key(), r.name(), r.url(), r.method(), r.headers(), r.body(), r.cron(), r.every(), r.runAt(),
                r.delay(), r.timezone(), r.dst(), r.timeout(), r.retries(), r.backoff(), r.retryDelay(), r.maxRetryDelay(),
                r.expectedStatus(), r.expectedBody(), r.followRedirects(), r.overlap(), r.misfire(), r.misfireGrace(),
                r.queue(), r.priority(), r.jitter(), r.startsAt(), r.endsAt(), r.enabled(), r.tags());
    }

    static JobRequest request(JobDraft d) {
        return new JobRequest(
                d.key(), d.name(), d.url(), d.method(), d.headers(), d.body(), d.cron(), d.every(), d.runAt(),
                d.delay(), d.timezone(), d.dst(), d.timeout(), d.retries(), d.backoff(), d.retryDelay(), d.maxRetryDelay(),
                d.expectedStatus(), d.expectedBody(), d.followRedirects(), d.overlap(), d.misfire(), d.misfireGrace(),
                d.queue(), d.priority(), d.jitter(), d.startsAt(), d.endsAt(), d.enabled(), d.tags());
    }

    static JobResponse response(Job job, Around around) {
        Delivery delivery = job.delivery();
        HttpCall call = delivery.call();
        Timing timing = job.timing();
        JobOptions options = job.options();
        Execution last = around.last();
        return new JobResponse(
                job.id(),
                job.key(),
                job.name(),
                call.url(),
                call.method(),
                SensitiveHeaders.masked(call.headers()),
                text(call.body()),
                timing.cron(),
                iso(timing.every()),
                timing.runAt(),
                null,
                timing.timezone().getId(),
                lower(timing.dst()),
                Durations.iso(delivery.timeout()),
                delivery.retry().retries(),
                lower(delivery.retry().backoff()),
                Durations.iso(delivery.retry().delay()),
                Durations.iso(delivery.retry().maxDelay()),
                delivery.expectedStatus(),
                delivery.expectedBody(),
                delivery.followRedirects(),
                lower(options.overlap()),
                lower(options.misfire()),
                iso(options.misfireGrace()),
                options.queue(),
                options.priority(),
                iso(timing.jitter()),
                timing.startsAt(),
                timing.endsAt(),
                job.enabled(),
                options.tags(),
                state(job, around),
                timing.timetable(job.id()).description(),
                around.next(),
                last == null ? null : ExecutionEncoding.response(last),
                around.made(),
                job.createdAt(),
                job.updatedAt());
    }

    private static String state(Job job, Around around) {
        if (!job.enabled()) return "paused";
        return around.next() != null || around.active() ? "active" : "ended";
    }

    private static @Nullable String text(byte @Nullable [] body) {
        return body == null ? null : new String(body, StandardCharsets.UTF_8);
    }

    private static @Nullable String iso(@Nullable Duration duration) {
        return duration == null ? null : Durations.iso(duration);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

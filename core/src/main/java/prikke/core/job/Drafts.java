package prikke.core.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.schedule.Durations;

/** Drafts made from jobs and from other drafts. */
final class Drafts {
    private Drafts() {}

    /** The job as it could be sent: everything stated, nothing left to defaults; credentials masked, which stands for the stored ones. */
    static JobDraft shown(Job job) {
        return of(job, SensitiveHeaders.masked(job.delivery().call().headers()));
    }

    /** The same with credentials as they are stored, to tell whether they differ. */
    static JobDraft of(Job job) {
        return of(job, job.delivery().call().headers());
    }

    private static JobDraft of(Job job, Map<String, String> headers) {
        HttpCall call = job.delivery().call();
        RetryPolicy retry = job.delivery().retry();
        Timing t = job.timing();
        JobOptions o = job.options();
        return new JobDraft(
                job.key(),
                job.name(),
                call.url(),
                call.method(),
                headers,
                call.body() == null ? null : new String(call.body(), StandardCharsets.UTF_8),
                t.cron(),
                iso(t.every()),
                text(t.runAt()),
                null,
                t.timezone().getId(),
                lower(t.dst()),
                iso(job.delivery().timeout()),
                retry.retries(),
                lower(retry.backoff()),
                iso(retry.delay()),
                iso(retry.maxDelay()),
                job.delivery().expectedStatus(),
                job.delivery().expectedBody(),
                job.delivery().followRedirects(),
                lower(o.overlap()),
                lower(o.misfire()),
                iso(o.misfireGrace()),
                o.queue(),
                o.priority(),
                iso(t.jitter()),
                text(t.startsAt()),
                text(t.endsAt()),
                job.enabled(),
                o.tags());
    }

    static JobDraft withKey(JobDraft d, String key) {
        return copy(d, key, d.enabled());
    }

    static JobDraft withEnabled(JobDraft d, boolean enabled) {
        return copy(d, d.key(), enabled);
    }

    private static JobDraft copy(JobDraft d, @Nullable String key, @Nullable Boolean enabled) {
        return new JobDraft(
                key, d.name(), d.url(), d.method(), d.headers(), d.body(), d.cron(), d.every(), d.runAt(), d.delay(), d.timezone(),
                d.dst(), d.timeout(), d.retries(), d.backoff(), d.retryDelay(), d.maxRetryDelay(), d.expectedStatus(),
                d.expectedBody(), d.followRedirects(), d.overlap(), d.misfire(), d.misfireGrace(), d.queue(), d.priority(), d.jitter(),
                d.startsAt(), d.endsAt(), enabled, d.tags());
    }

    /** Whether nothing that an execution keeps differs; a record's own comparison would compare the bodies' addresses. */
    static boolean sameDelivery(Delivery a, Delivery b) {
        return Arrays.equals(a.call().body(), b.call().body()) && withoutBody(a).equals(withoutBody(b));
    }

    private static Delivery withoutBody(Delivery d) {
        HttpCall bare = new HttpCall(d.call().method(), d.call().url(), d.call().headers(), null);
        return new Delivery(bare, d.timeout(), d.retry(), d.expectedStatus(), d.expectedBody(), d.followRedirects());
    }

    private static @Nullable String iso(@Nullable Duration duration) {
        return duration == null ? null : Durations.iso(duration);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

package prikke.core.job;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;

/** Jobs as a document states them: without what is by default so, and with a word in place of credentials that are to stay as they are. */
final class DeclaredDrafts {
    /** In place of a credential: the value that is stored. Unlike the mask it is nothing that answers show, so nobody writes it unawares. */
    static final String UNCHANGED = "<unchanged>";

    private DeclaredDrafts() {}

    /**
     * What a document's job means to a job that there is, or to none.
     *
     * @param faults gets what only a document may not say
     */
    static JobDraft read(JobDraft d, @Nullable Job before, Faults faults) {
        if (d.key() == null) faults.add("key", "required", "is missing; a document's jobs are known by their keys.");
        boolean timed = d.cron() != null || d.every() != null || d.runAt() != null;
        if (d.delay() != null) {
            faults.add("delay", "not_declarative", "would be another instant at each sync; state the instant as run_at.");
        } else if (!timed) {
            faults.add("cron", "required", "is missing, and so are every and run_at; without them the job would run anew at each sync.");
        }
        return withHeaders(d, headers(d, before, faults));
    }

    private static @Nullable Map<String, String> headers(JobDraft d, @Nullable Job before, Faults faults) {
        Map<String, String> stated = d.headers();
        if (stated == null || stated.keySet().stream().noneMatch(SensitiveHeaders::named)) return stated;
        Set<String> stored = before == null ? Set.of() : HeaderSeals.stored(before).keySet();
        Map<String, String> headers = new LinkedHashMap<>();
        stated.forEach((name, value) -> headers.put(name, value(name, value, before, stored, faults)));
        return headers;
    }

    private static String value(String name, String value, @Nullable Job before, Set<String> stored, Faults faults) {
        if (!SensitiveHeaders.named(name)) return value;
        String field = "headers." + Fields.shown(name);
        if (value.strip().equals(SensitiveHeaders.MASK)) {
            faults.add(field, "masked", "is the mask that answers show; write " + UNCHANGED + " to keep the value that is stored, or the value itself.");
        }
        if (!value.strip().equals(UNCHANGED)) return value;
        if (stored.contains(name.toLowerCase(Locale.ROOT))) return SensitiveHeaders.MASK;
        faults.add(field, "nothing_stored", "says " + UNCHANGED + ", but "
                + (before == null ? "there is no job of this key yet" : "the job has no such header") + "; give the value itself.");
        return value;
    }

    /** The job as a document states it: read back, it comes to the same job. */
    static JobDraft of(Job job) {
        JobDraft d = Drafts.shown(job);
        JobDraft usual = usual(d, job);
        return new JobDraft(
                d.key(),
                d.name(),
                d.url(),
                unless(usual.method(), d.method()),
                unchanged(d.headers()),
                d.body(),
                d.cron(),
                d.every(),
                d.runAt(),
                null,
                unless(usual.timezone(), d.timezone()),
                unless(usual.dst(), d.dst()),
                unless(usual.timeout(), d.timeout()),
                unless(usual.retries(), d.retries()),
                unless(usual.backoff(), d.backoff()),
                unless(usual.retryDelay(), d.retryDelay()),
                unless(usual.maxRetryDelay(), d.maxRetryDelay()),
                d.expectedStatus(),
                d.expectedBody(),
                unless(usual.followRedirects(), d.followRedirects()),
                unless(usual.overlap(), d.overlap()),
                unless(usual.misfire(), d.misfire()),
                d.misfireGrace(),
                d.queue(),
                unless(usual.priority(), d.priority()),
                d.jitter(),
                d.startsAt(),
                d.endsAt(),
                unless(usual.enabled(), d.enabled()),
                d.tags() == null || d.tags().isEmpty() ? null : d.tags());
    }

    /** What would come of a draft that says no more than it has to; there are defaults that depend on whether a job comes again. */
    private static JobDraft usual(JobDraft d, Job job) {
        String every = job.timing().recurring() ? "1h" : null;
        JobDraft least = new JobDraft(
                d.key(), null, d.url(), null, null, null, null, every, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null);
        JobSpec spec = JobRules.check(least, TimingRules.forNew(job.id(), job.createdAt()), Set.of());
        return Drafts.of(new Job(
                job.id(), job.org(), spec.key(), spec.name(), job.revision(), spec.delivery(), spec.timing(), spec.options(), spec.enabled(),
                job.version(), null, job.createdAt(), job.updatedAt()));
    }

    private static <T> @Nullable T unless(@Nullable T usual, @Nullable T value) {
        return Objects.equals(usual, value) ? null : value;
    }

    private static @Nullable Map<String, String> unchanged(@Nullable Map<String, String> masked) {
        if (masked == null || masked.isEmpty()) return null;
        Map<String, String> headers = new LinkedHashMap<>();
        masked.forEach((name, value) -> headers.put(name, SensitiveHeaders.named(name) ? UNCHANGED : value));
        return headers;
    }

    private static JobDraft withHeaders(JobDraft d, @Nullable Map<String, String> headers) {
        return new JobDraft(
                d.key(), d.name(), d.url(), d.method(), headers, d.body(), d.cron(), d.every(), d.runAt(), d.delay(), d.timezone(),
                d.dst(), d.timeout(), d.retries(), d.backoff(), d.retryDelay(), d.maxRetryDelay(), d.expectedStatus(),
                d.expectedBody(), d.followRedirects(), d.overlap(), d.misfire(), d.misfireGrace(), d.queue(), d.priority(), d.jitter(),
                d.startsAt(), d.endsAt(), d.enabled(), d.tags());
    }
}

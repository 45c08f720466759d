package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.job.Delivery;
import prikke.core.job.Job;
import prikke.core.job.JobOptions;
import prikke.core.job.Overlap;
import prikke.core.schedule.Jitter;

/**
 * An execution to be put into the queue.
 *
 * @param revision identifies the delivery
 * @param dueAt when to attempt it: the occurrence, plus its jitter
 */
public record Planned(
        UUID id,
        UUID org,
        UUID job,
        @Nullable String jobKey,
        UUID revision,
        Delivery delivery,
        Trigger trigger,
        Instant scheduledFor,
        Instant dueAt,
        Overlap overlapping,
        @Nullable String queue,
        int priority,
        @Nullable UUID replayOf) {
    /** An execution of the job as it is now. */
    public static Planned of(Job job, UUID id, Trigger trigger, Instant scheduledFor, Instant dueAt) {
        JobOptions options = job.options();
        return new Planned(id, job.org(), job.id(), job.key(), job.revision(), job.delivery(), trigger, scheduledFor, dueAt,
                options.overlap(), options.queue(), options.priority(), null);
    }

    /** When an occurrence of the job is to be attempted. */
    public static Instant dueAt(Job job, Instant occurrence) {
        Duration jitter = job.timing().jitter();
        return jitter == null ? occurrence : occurrence.plus(Jitter.of(job.id(), occurrence, jitter));
    }

    /** Whether a queue or an overlap policy may hold it back: then it is claimed at its time, not ahead of it. */
    public boolean gated() {
        return queue != null || overlapping != Overlap.ALLOW;
    }

    /** As the database spells it; null for the policy that holds nothing back. */
    @Nullable String overlap() {
        return overlapping == Overlap.ALLOW ? null : overlapping.name().toLowerCase(Locale.ROOT);
    }

    /** One more than the retries. */
    public int maxAttempts() {
        return delivery.retry().retries() + 1;
    }

    /** The claim of a node that has held it from the start, under the given token. */
    public Claim claimed(long token, Instant now) {
        return new Claim(id, token, org, job, jobKey, trigger, scheduledFor, dueAt, now, 0, 0, maxAttempts(), false, queue, priority, delivery);
    }
}

package prikke.core.stats;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a time, which is that asked for widened to whole hours, or days.
 *
 * @param job the only job that they are of; null for all
 * @param total of all of them
 * @param stretches one after the other without a gap; empty unless asked for
 * @param jobs the busiest first; empty unless asked for
 */
public record StatsReport(
        Instant since, Instant until, @Nullable UUID job, Figures total, List<Stretch> stretches, List<OfJob> jobs) {

    /** Figures of an hour or a day. */
    public record Stretch(Instant start, Instant end, Figures figures) {}

    /**
     * Figures of a job.
     *
     * @param job null for one-offs, which are taken together
     * @param key the job's key, also once it is deleted; null where it has or had none
     */
    public record OfJob(@Nullable UUID job, @Nullable String key, Figures figures) {}
}

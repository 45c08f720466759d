package prikke.core.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prikke.core.Place;

/**
 * The order of a list of jobs. Those without what it is sorted by come last, whichever way it goes.
 *
 * @param descending whether the greatest comes first
 */
public record JobOrder(By by, boolean descending) {
    /** As they were made, the latest first. */
    public static final JobOrder NEWEST_FIRST = new JobOrder(By.CREATED_AT, true);

    /** What jobs are sorted by. */
    public enum By {
        CREATED_AT,
        KEY,
        NAME,
        /** The next occurrence; for a second or two before one that is near, the one after it. */
        NEXT_RUN_AT
    }

    /**
     * Where the list goes on behind a job.
     *
     * @param now by which it was listed
     */
    public Place place(Job job, Instant now) {
        return switch (by) {
            case CREATED_AT -> new Place(null, job.id());
            case KEY -> new Place(job.key(), job.id());
            case NAME -> new Place(job.name(), job.id());
            case NEXT_RUN_AT -> new Place(next(job, now), job.id());
        };
    }

    private static @Nullable String next(Job job, Instant now) {
        Instant next = job.planAt() != null ? job.planAt() : job.timing().runAt();
        return next == null || job.planAt() == null && !(job.enabled() && next.isAfter(now)) ? null : next.toString();
    }
}

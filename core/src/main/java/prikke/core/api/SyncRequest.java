package prikke.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document of what there is to be: what {@code PUT /sync} takes, up to 10,000 jobs and 8 MiB, and {@code GET /sync/export} answers. A
 * part that is missing is left alone. Instead of a list, a part may be an object of jobs by key, or queues by name.
 *
 * @param jobs each as {@code PUT /jobs/{key}} takes it, with its key; what is left out takes its default. A header that holds a
 *     credential may say {@code <unchanged>} for the value that is stored
 * @param queues what is left out takes its default
 * @param dryRun whether only the plan is wanted; false where it is missing. Also a parameter of the query
 * @param prune whether what a sync made and is not named is deleted; false where it is missing. Also a parameter of the query
 */
public record SyncRequest(
        @Nullable List<JobRequest> jobs, @Nullable List<Queue> queues, @Nullable Boolean dryRun, @Nullable Boolean prune) {
    /** How many jobs, and how many queues, a document may have. */
    public static final int MOST = 10_000;

    /**
     * A queue by its name; the rest as {@link QueueRequest} has it.
     */
    public record Queue(@Nullable String name, @Nullable Integer concurrency, @Nullable String rate) {}
}

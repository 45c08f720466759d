package prikke.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /jobs/batch} takes: 1 to 1,000 jobs, 8 MiB in all.
 *
 * @param jobs each as {@code POST /jobs} takes it
 * @param atomic whether one that is refused keeps all from being made; true where it is missing
 */
public record JobBatchRequest(List<JobRequest> jobs, @Nullable Boolean atomic) {}

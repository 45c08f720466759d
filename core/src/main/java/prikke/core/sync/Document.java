package prikke.core.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException.Fault;
import prikke.core.job.DeclaredJobs;
import prikke.core.run.DeclaredQueues;

/**
 * What jobs and queues there are to be. A part that is null is none of the document's business: nothing of it is changed or pruned.
 *
 * @param jobs by key
 * @param queues by name
 * @param faults what was wrong with the document already when it was read
 */
public record Document(@Nullable List<DeclaredJobs.Entry> jobs, @Nullable List<DeclaredQueues.Entry> queues, List<Fault> faults) {}

package prikke.core.sync;

import java.util.List;
import prikke.core.job.JobStep;
import prikke.core.run.QueueStep;

/** What a document comes to: for each of its jobs and queues, and for what is to be pruned. */
public record Plan(List<JobStep> jobs, List<QueueStep> queues) {

    /** Whether everything is as the document has it. */
    public boolean isEmpty() {
        return jobs.stream().allMatch(JobStep.Nothing.class::isInstance) && queues.stream().allMatch(step -> step.changes().isEmpty());
    }
}

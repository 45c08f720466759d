package prikke.daemon.web.runs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import prikke.core.account.Caller;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;

/** What runs in a list are called: as their jobs are, which they know by their keys alone. */
public record RunTitles(Map<UUID, Job> jobs) {

    /** Of the jobs as they are called by now. */
    public static RunTitles of(Jobs jobs, Caller caller, List<Execution> runs) {
        return new RunTitles(jobs.those(caller, runs.stream().map(Execution::jobId).collect(Collectors.toSet())));
    }

    /** The job's name, or else its key. */
    public String of(Execution run) {
        if (jobs.get(run.jobId()) instanceof Job job && job.name() != null) return job.name();
        return run.jobKey() == null ? "one-off" : run.jobKey();
    }
}

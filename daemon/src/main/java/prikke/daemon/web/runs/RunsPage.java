package prikke.daemon.web.runs;

import java.util.Map;
import java.util.Optional;
import prikke.core.Slice;
import prikke.core.account.Caller;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Executions;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Visit;

/** The list of runs. */
public final class RunsPage {
    private static final int PAGE = 50;

    private final Jobs jobs;
    private final Executions executions;

    public RunsPage(Jobs jobs, Executions executions) {
        this.jobs = jobs;
        this.executions = executions;
    }

    public Answer show(Visit visit) {
        Caller caller = visit.caller();
        Optional<Job> job = visit.request().parameter("job").map(named -> jobs.get(caller, named));
        ExecutionStatus status = visit.request().parameter("status")
                .map(text -> ExecutionStatus.parse(text).orElseThrow(() -> Pager.unknown("state", text)))
                .orElse(null);
        String text = visit.request().parameter("q").orElse(null);
        ExecutionFilter filter = new ExecutionFilter(
                job.map(Job::id).orElse(null), status, null, null, null, text, false, Pager.cursor(visit), PAGE);
        Slice<Execution> runs = executions.page(caller, filter);
        Pager pager = Pager.of(visit, "/runs", runs.next(), "q", "job", "status");
        return visit.page("runs.jte", "Runs", Map.of("runs", runs.items(), "pager", pager));
    }
}

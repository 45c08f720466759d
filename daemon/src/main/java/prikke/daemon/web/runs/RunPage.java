package prikke.daemon.web.runs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.job.HttpCall;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.Executions;
import prikke.core.run.Replays;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Live;
import prikke.daemon.web.Visit;

/** One run: what was sent, what came back, and why. */
public final class RunPage {
    private final Jobs jobs;
    private final Executions executions;
    private final Replays replays;
    private final Live live;

    public RunPage(Jobs jobs, Executions executions, Replays replays, Live live) {
        this.jobs = jobs;
        this.executions = executions;
        this.replays = replays;
        this.live = live;
    }

    public Answer show(Visit visit) {
        RunView view = view(visit.caller(), id(visit));
        return visit.page("run.jte", "Run of " + view.name(), Map.of("view", view));
    }

    /** What changes of it while it is looked at. */
    public Answer live(Visit visit) {
        Caller caller = visit.caller();
        UUID id = id(visit);
        return live.of(visit, caller, executions.get(caller, id).jobId(), "runnow.jte", () -> Map.of("view", view(caller, id)));
    }

    private RunView view(Caller caller, UUID id) {
        Execution execution = executions.get(caller, id);
        List<AttemptView> attempts = executions.attempts(caller, execution.id()).stream().map(AttemptView::of).toList();
        Job job = job(caller, execution.jobId());
        HttpCall call = !attempts.isEmpty() ? attempts.getLast().attempt().call() : job == null ? null : job.delivery().call();
        return new RunView(execution, job, attempts, call);
    }

    /** The job, or null where it was deleted. */
    private @Nullable Job job(Caller caller, UUID id) {
        try {
            return jobs.get(caller, id.toString());
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.NOT_FOUND) return null;
            throw e;
        }
    }

    public Answer replay(Visit visit) {
        Execution again = replays.one(visit.caller(), id(visit));
        return visit.redirect("/runs/" + again.id(), Flash.done("The same request is made again, as a run of its own: this one."));
    }

    public Answer cancel(Visit visit) {
        Execution cancelled = executions.cancel(visit.caller(), id(visit));
        return visit.redirect("/runs/" + cancelled.id(), Flash.done("Cancelled."));
    }

    private static UUID id(Visit visit) {
        return visit.request().id("run").orElseThrow(() -> ProblemException.notFound("run of that id"));
    }
}

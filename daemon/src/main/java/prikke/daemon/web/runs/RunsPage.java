package prikke.daemon.web.runs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Slice;
import prikke.core.account.Caller;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Executions;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Lately;
import prikke.daemon.web.Live;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Visit;

/** The list of runs. */
public final class RunsPage {
    private static final int PAGE = 50;

    private final Jobs jobs;
    private final Executions executions;
    private final Live live;
    private final InstantSource clock;

    public RunsPage(Jobs jobs, Executions executions, Live live, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.live = live;
        this.clock = clock;
    }

    public Answer show(Visit visit) {
        return visit.page("runs.jte", "Runs", view(visit, visit.caller(), visit.now()));
    }

    /** The first page of the list, whenever it has changed. */
    public Answer live(Visit visit) {
        Caller caller = visit.caller();
        return live.of(visit, caller, job(visit, caller), "runsnow.jte", () -> view(visit, caller, clock.instant()));
    }

    private @Nullable UUID job(Visit visit, Caller caller) {
        return visit.request().parameter("job").map(named -> jobs.get(caller, named).id()).orElse(null);
    }

    private Map<String, ?> view(Visit visit, Caller caller, Instant now) {
        ExecutionStatus status = visit.request().parameter("status")
                .map(text -> ExecutionStatus.parse(text).orElseThrow(() -> Pager.unknown("state", text)))
                .orElse(null);
        String text = visit.request().parameter("q").orElse(null);
        Instant since = visit.request().parameter("since").map(named -> Lately.of(named).before(now)).orElse(null);
        ExecutionFilter filter =
                new ExecutionFilter(job(visit, caller), status, null, since, null, text, false, Pager.cursor(visit), PAGE);
        Slice<Execution> runs = executions.page(caller, filter);
        return Map.of("runs", runs.items(), "titles", RunTitles.of(jobs, caller, runs.items()), "pager", Pager.of(visit, "/runs", runs.next(), "q", "job", "status", "since"));
    }
}

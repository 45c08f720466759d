package prikke.daemon.web.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.Executions;
import prikke.core.stats.Stats;
import prikke.core.stats.StatsQuery;
import prikke.core.stats.StatsReport;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Bars;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Live;
import prikke.daemon.web.Moments;
import prikke.daemon.web.Visit;

/** One job: what it does and when, how it has been doing, and what can be done to it. */
public final class JobPage {
    private static final Duration SHOWN = Duration.ofDays(29);
    private static final int RUNS = 15;

    private final Jobs jobs;
    private final Executions executions;
    private final Stats stats;
    private final Live live;
    private final InstantSource clock;

    public JobPage(Jobs jobs, Executions executions, Stats stats, Live live, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.stats = stats;
        this.live = live;
        this.clock = clock;
    }

    public Answer show(Visit visit) {
        Caller caller = visit.caller();
        JobView view = view(caller, jobs.get(caller, visit.request().path("job")), visit.now());
        return visit.page("job.jte", view.row().title(), Map.of("view", view));
    }

    /** What changes of it while it is looked at. */
    public Answer live(Visit visit) {
        Caller caller = visit.caller();
        Job job = jobs.get(caller, visit.request().path("job"));
        return live.of(visit, caller, job.id(), "jobnow.jte", () -> Map.of("view", view(caller, fresh(caller, job), clock.instant())));
    }

    /** As it is by now; as it was, where it has been deleted. */
    private Job fresh(Caller caller, Job job) {
        try {
            return jobs.get(caller, job.id().toString());
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.NOT_FOUND) return job;
            throw e;
        }
    }

    private JobView view(Caller caller, Job job, Instant now) {
        List<UUID> ids = List.of(job.id());
        JobRow row = JobRow.of(job, executions.latest(caller, ids).get(job.id()), executions.active(caller, ids).contains(job.id()), now);
        SchedulePreview schedule = SchedulePreview.of(job.timing().timetable(job.id()), job.timing().timezone(), now);
        StatsReport report = report(caller, job, now);
        List<Execution> latest =
                executions.list(caller, new ExecutionFilter(job.id(), null, null, null, null, null, DurationChart.MOST));
        return new JobView(
                row,
                schedule,
                report == null ? null : Bars.of(report, Moments::day),
                report == null ? null : report.total(),
                DurationChart.of(latest),
                latest.stream().limit(RUNS).toList());
    }

    private @Nullable StatsReport report(Caller caller, Job job, Instant now) {
        if (!job.timing().recurring()) return null;
        return stats.of(caller, new StatsQuery(now.minus(SHOWN), now, job.id().toString(), StatsQuery.By.DAY, 1));
    }

    public Answer run(Visit visit) {
        Execution execution = executions.runNow(visit.caller(), visit.request().path("job"));
        return visit.redirect("/runs/" + execution.id(), Flash.done("The job runs now."));
    }

    public Answer pause(Visit visit) {
        Job job = jobs.pause(visit.caller(), visit.request().path("job"));
        return visit.redirect(visit.backPath(), Flash.done("Paused " + job.label() + ": nothing of it begins until it is resumed."));
    }

    public Answer resume(Visit visit) {
        Job job = jobs.resume(visit.caller(), visit.request().path("job"));
        return visit.redirect(visit.backPath(), Flash.done("Resumed " + job.label() + "."));
    }
}

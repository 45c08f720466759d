package prikke.daemon.web.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import prikke.core.account.Caller;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Executions;
import prikke.core.stats.Failing;
import prikke.core.stats.Stats;
import prikke.core.stats.StatsReport;
import prikke.daemon.web.home.HomeView.Care;

/**
 * Which jobs want to be looked at: those of which something went wrong in a time and whose latest run has not made up for it, those with
 * the most failures first.
 */
final class Attention {
    private static final int SHOWN = 8;

    /** So many are looked at together; most that fail at all fail now and then, and have long succeeded again. */
    private static final int TOGETHER = 50;

    private final Jobs jobs;
    private final Executions executions;
    private final Stats stats;

    Attention(Jobs jobs, Executions executions, Stats stats) {
        this.jobs = jobs;
        this.executions = executions;
        this.stats = stats;
    }

    List<Care> of(Caller caller, StatsReport day) {
        if (day.total().failed() + day.total().timeout() + day.total().missed() == 0) return List.of();
        List<Failing> failing = stats.failing(caller, day.since());
        List<Care> care = new ArrayList<>();
        for (int from = 0; from < failing.size() && care.size() < SHOWN; from += TOGETHER) {
            care.addAll(among(caller, failing.subList(from, Math.min(failing.size(), from + TOGETHER))));
        }
        return care.subList(0, Math.min(SHOWN, care.size()));
    }

    private List<Care> among(Caller caller, List<Failing> some) {
        List<UUID> ids = some.stream().map(Failing::job).filter(Objects::nonNull).toList();
        Map<UUID, Execution> latest = executions.latest(caller, ids);
        latest.values().removeIf(execution -> !wantsCare(execution.status()));
        Map<UUID, Job> there = jobs.those(caller, latest.keySet());
        List<Care> care = new ArrayList<>();
        for (Failing each : some) {
            if (each.job() == null) care.add(new Care("/failures", "One-off jobs", null, each.count() + " failed in 24 h"));
            else if (there.get(each.job()) instanceof Job job) care.add(of(job, each.count(), Objects.requireNonNull(latest.get(each.job()))));
        }
        return care;
    }

    private static Care of(Job job, long count, Execution latest) {
        String name = job.name() == null ? job.label() : job.name();
        return new Care("/jobs/" + job.id(), name, latest, (count == 1 ? "1 failure" : count + " failures") + " in 24 h · " + why(latest));
    }

    private static String why(Execution latest) {
        if (latest.errorMessage() != null) return latest.errorMessage();
        return latest.reason() == null ? latest.status().text() : latest.reason();
    }

    private static boolean wantsCare(ExecutionStatus status) {
        return status.wentWrong() || status == ExecutionStatus.RETRYING;
    }
}

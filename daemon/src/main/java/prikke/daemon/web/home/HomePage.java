package prikke.daemon.web.home;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import prikke.core.account.Caller;
import prikke.core.job.JobFilter;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.Executions;
import prikke.core.stats.Figures;
import prikke.core.stats.Stats;
import prikke.core.stats.StatsQuery;
import prikke.core.stats.StatsQuery.By;
import prikke.core.stats.StatsReport;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Bars;
import prikke.daemon.web.Live;
import prikke.daemon.web.Visit;
import prikke.daemon.web.runs.RunTitles;

/** How things stand, at a glance. */
public final class HomePage {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int RECENT = 10;

    private final Jobs jobs;
    private final Executions executions;
    private final Stats stats;
    private final Attention attention;
    private final Live live;
    private final InstantSource clock;

    public HomePage(Jobs jobs, Executions executions, Stats stats, Live live, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.stats = stats;
        this.attention = new Attention(jobs, executions, stats);
        this.live = live;
        this.clock = clock;
    }

    public Answer show(Visit visit) {
        return visit.page("home.jte", "Home", Map.of("view", view(visit.caller(), visit.now())));
    }

    /** What changes of it while it is looked at. */
    public Answer live(Visit visit) {
        Caller caller = visit.caller();
        return live.of(visit, caller, null, "homenow.jte", () -> Map.of("view", view(caller, clock.instant())));
    }

    private HomeView view(Caller caller, Instant now) {
        StatsReport day = stats.of(caller, new StatsQuery(now.minus(Duration.ofHours(23)), now, null, By.HOUR, 1));
        Figures today = stats.of(caller, new StatsQuery(now.truncatedTo(ChronoUnit.DAYS), now.plusMillis(1), null, By.NOTHING, 1)).total();
        List<Execution> recent = executions.list(caller, new ExecutionFilter(null, null, null, null, now, null, RECENT));
        boolean anything = !recent.isEmpty() || !jobs.list(caller, new JobFilter(null, null, null, null, null, 1)).isEmpty();
        return new HomeView(
                jobs.scheduled(caller), day.total(), today, Bars.of(day, HOUR::format), recent, RunTitles.of(jobs, caller, recent),
                attention.of(caller, day), anything);
    }
}

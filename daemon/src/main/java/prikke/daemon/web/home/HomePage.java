package prikke.daemon.web.home;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import prikke.core.account.Caller;
import prikke.core.job.JobFilter;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
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

/** How things stand, at a glance. */
public final class HomePage {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int RECENT = 10;
    private static final int CARE = 8;

    /** Among how many of the busiest jobs those are looked for that fail. */
    private static final int BUSIEST = 500;

    private final Jobs jobs;
    private final Executions executions;
    private final Stats stats;
    private final Live live;
    private final InstantSource clock;

    public HomePage(Jobs jobs, Executions executions, Stats stats, Live live, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.stats = stats;
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
        return new HomeView(jobs.scheduled(caller), day.total(), today, Bars.of(day, HOUR::format), recent, care(caller, day), anything);
    }

    private List<HomeView.Care> care(Caller caller, StatsReport day) {
        if (bad(day.total()) == 0) return List.of();
        StatsReport byJob = stats.of(caller, new StatsQuery(day.since(), day.until(), null, By.JOB, BUSIEST));
        List<StatsReport.OfJob> failing = byJob.jobs().stream()
                .filter(of -> bad(of.figures()) > 0)
                .sorted(Comparator.comparingLong((StatsReport.OfJob of) -> -bad(of.figures())))
                .toList();
        List<UUID> ids = failing.stream().flatMap(of -> Stream.ofNullable(of.job())).limit(2L * CARE).toList();
        Map<UUID, Execution> latest = executions.latest(caller, ids);
        List<HomeView.Care> care = new ArrayList<>();
        for (StatsReport.OfJob of : failing) {
            if (care.size() == CARE) break;
            if (of.job() == null) care.add(oneOffs(of.figures()));
            else if (latest.get(of.job()) instanceof Execution last && isBad(last.status())) care.add(care(of, last));
        }
        return care;
    }

    private static HomeView.Care care(StatsReport.OfJob of, Execution last) {
        String name = of.key() == null ? String.valueOf(of.job()) : of.key();
        return new HomeView.Care("/jobs/" + of.job(), name, last, bad(of.figures()) + " of " + of.figures().executions() + " in 24 h · " + why(last));
    }

    private static HomeView.Care oneOffs(Figures figures) {
        return new HomeView.Care("/failures", "One-off jobs", null, bad(figures) + " of " + figures.executions() + " failed in 24 h");
    }

    private static String why(Execution last) {
        if (last.errorMessage() != null) return last.errorMessage();
        return last.reason() == null ? last.status().text() : last.reason();
    }

    private static boolean isBad(ExecutionStatus status) {
        return status == ExecutionStatus.FAILED || status == ExecutionStatus.TIMEOUT || status == ExecutionStatus.MISSED;
    }

    private static long bad(Figures f) {
        return f.failed() + f.timeout() + f.missed();
    }
}

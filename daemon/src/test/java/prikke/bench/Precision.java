package prikke.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How late requests of jobs that run every second reach their target. Milliseconds. */
final class Precision {
    private static final int WARM_UP_SECONDS = 10;

    private Precision() {}

    /** With nothing else to do, once. */
    static List<Figures> one(Place place) throws Exception {
        try (Target target = new Target(); DaemonUnderTest daemon = new DaemonUnderTest(place.url())) {
            everySecond(daemon.org(), target, 1);
            return List.of(idle(target, 1));
        }
    }

    /** Spread over the second, idle and beside a backlog of another organization; and all at the same instant. */
    static List<Figures> many(Place place) throws Exception {
        List<Figures> all = new ArrayList<>();
        int jobs = Settings.number("JOBS", 200);
        try (Target target = new Target(); DaemonUnderTest daemon = new DaemonUnderTest(place.url())) {
            everySecond(daemon.org(), target, jobs);
            all.add(idle(target, jobs));
            Backlog backlog = new Backlog(daemon, daemon.another("Busy"), target, "/drain/");
            backlog.drain(place, 5_000);
            all.add(beside(target, backlog, place, Settings.number("N", 20_000)));
            for (int i = 0; i < jobs; i++) daemon.org().post("/jobs/every-" + i + "/pause", Org.object());
            atOnce(daemon.org(), target, jobs);
            all.add(new Figures(jobs + " a second, at one instant", idle(target, jobs).values()));
        }
        return all;
    }

    /**
     * Creates jobs whose instants are spread evenly over the second: an "every" counts from the job's creation, so they are created
     * over eleven seconds.
     */
    static void everySecond(Org org, Target target, int jobs) throws Exception {
        Instant first = Instant.now();
        for (int i = 0; i < jobs; i++) {
            Thread.sleep(Duration.between(Instant.now(), first.plusMillis(1000L * i / jobs * 11)));
            org.post("/jobs", Org.object().put("key", "every-" + i).put("url", target.url("/every/" + i)).put("every", "1s"));
        }
    }

    private static void atOnce(Org org, Target target, int jobs) throws Exception {
        for (int i = 0; i < jobs; i++) {
            org.post("/jobs", Org.object().put("key", "cron-" + i).put("url", target.url("/every/" + i)).put("cron", "* * * * * *"));
        }
    }

    static Figures idle(Target target, int jobs) throws Exception {
        int seconds = Settings.number("BENCH_SECONDS", 60);
        Thread.sleep(1000L * WARM_UP_SECONDS);
        target.take();
        Thread.sleep(1000L * seconds);
        List<Arrival> arrivals = target.take();
        Figures figures = Figures.quantiles(jobs + " a second, idle", Arrival.lateness(arrivals, "/every/"));
        figures.values().put("expected", (double) jobs * seconds);
        return figures;
    }

    /** From the instant at which the backlog is due to the one at which it has been worked off. */
    private static Figures beside(Target target, Backlog backlog, Place place, int count) throws Exception {
        Instant due = backlog.load(place, count);
        Thread.sleep(Duration.between(Instant.now(), due));
        target.take();
        List<Arrival> arrivals = new ArrayList<>();
        for (long drained = 0; drained < count; ) {
            Thread.sleep(250);
            List<Arrival> some = target.take();
            drained += some.stream().filter(a -> a.path().startsWith("/drain/")).count();
            arrivals.addAll(some);
        }
        Figures figures = Figures.quantiles("beside a drain of " + count, Arrival.lateness(arrivals, "/every/"));
        figures.values().put("drain_seconds", Arrival.millis(due, Instant.now()) / 1000);
        return figures;
    }
}

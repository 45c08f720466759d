package prikke.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drain, planning and precision with ten thousand jobs whose runs lie in the future, then with a million. */
final class Million {
    private static final int FEW = 10_000;
    private static final int CLIENTS = 8;
    private static final int EVERY_SECOND = 200;

    private final Place place;
    private final Target target;
    private final DaemonUnderTest daemon;
    private int filled;

    private Million(Place place, Target target, DaemonUnderTest daemon) {
        this.place = place;
        this.target = target;
        this.daemon = daemon;
    }

    static List<Figures> measure(Place place) throws Exception {
        try (Target target = new Target(); DaemonUnderTest daemon = new DaemonUnderTest(place.url())) {
            return new Million(place, target, daemon).measure();
        }
    }

    private List<Figures> measure() throws Exception {
        Backlog backlog = new Backlog(daemon, daemon.org(), target, "/drain/");
        Precision.everySecond(daemon.org(), target, EVERY_SECOND);
        List<Figures> all = new ArrayList<>();
        for (int jobs : new int[] {FEW, Settings.number("MANY", 1_000_000)}) {
            // Those who run every second take no part in the drain.
            everySecond("pause");
            fill(jobs);
            all.add(named(jobs, Drain.measure(place, backlog, Settings.number("N", 20_000))));
            all.add(named(jobs, new PlanningTick(place, target, daemon.org(), jobs).measure()));
            everySecond("resume");
            all.add(named(jobs, Precision.idle(target, EVERY_SECOND)));
        }
        all.add(ratio("drain, many to few", "per_second", all.get(3), all.get(0)));
        all.add(ratio("p50, many to few", "p50", all.get(5), all.get(2)));
        all.add(ratio("p99, many to few", "p99", all.get(5), all.get(2)));
        return all;
    }

    private static Figures named(int jobs, Figures figures) {
        return new Figures(jobs + " jobs: " + figures.name(), figures.values());
    }

    private static Figures ratio(String name, String key, Figures many, Figures few) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("ratio", many.values().getOrDefault(key, Double.NaN) / few.values().getOrDefault(key, Double.NaN));
        return new Figures(name, values);
    }

    private void everySecond(String action) throws Exception {
        for (int i = 0; i < EVERY_SECOND; i++) daemon.org().post("/jobs/every-" + i + "/" + action, Org.object());
    }

    /** One half runs once, a year from now; the other every year, at minutes spread over the year to come. */
    private void fill(int jobs) throws Exception {
        Instant later = Instant.now().plus(Duration.ofDays(365));
        int from = filled;
        new Load(daemon.org(), CLIENTS, Backlog.BATCH).send(from, jobs - from, i -> future(i, later));
        filled = jobs;
        place.settle();
    }

    private String future(int i, Instant later) {
        var job = Backlog.post(target.url("/never/" + i), i);
        if (i % 2 == 0) return job.put("run_at", later.plusSeconds(i % 86_400).toString()).toString();
        ZonedDateTime at = ZonedDateTime.now(ZoneOffset.UTC).plusDays(30).truncatedTo(ChronoUnit.DAYS).plusMinutes(i % 400_000);
        return job.put("key", "yearly-" + i).put("cron", yearly(at)).toString();
    }

    /** A cron expression that comes once a year. */
    static String yearly(ZonedDateTime at) {
        return at.getMinute() + " " + at.getHour() + " " + at.getDayOfMonth() + " " + at.getMonthValue() + " *";
    }
}

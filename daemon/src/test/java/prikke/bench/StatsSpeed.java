package prikke.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import prikke.core.db.Database;
import prikke.core.db.DatabaseConfig;
import prikke.core.stats.RollUps;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/**
 * How long figures take with a history of {@code N} executions of {@code JOBS} jobs over 30 days, and what adding such a history to the
 * roll-ups costs. The daemon is in this process, so that the embedded database can be filled too.
 */
final class StatsSpeed {
    private static final int EXECUTIONS = Settings.number("N", 1_000_000);
    /** How many of them are yet to be added to the roll-ups. */
    private static final int UNROLLED = Math.min(EXECUTIONS, 100_000);

    private static final int JOBS = Settings.number("JOBS", 200);
    private static final int WARM = 10;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int TIMES = 25;

    private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put("24 h", "/stats?since=24h");
        QUESTIONS.put("24 h by hour", "/stats?since=24h&by=hour");
        QUESTIONS.put("24 h by job", "/stats?since=24h&by=job");
        QUESTIONS.put("30 days", "/stats?since=30d");
        QUESTIONS.put("30 days by day", "/stats?since=30d&by=day");
        QUESTIONS.put("30 days by hour", "/stats?since=30d&by=hour");
        QUESTIONS.put("30 days by job", "/stats?since=30d&by=job");
        QUESTIONS.put("30 days of a job by day", "/stats?since=30d&by=day&job=job-1");
        QUESTIONS.put("a month's usage", "/usage");
        QUESTIONS.put("a page of executions", "/executions");
        QUESTIONS.put("a page of a job's executions", "/executions?job=job-1");
        QUESTIONS.put("a page of failures", "/executions?status=failed");
        QUESTIONS.put("a page of timeouts, of which there are none", "/executions?status=timeout");
        QUESTIONS.put("a page of a search", "/executions?q=nowhere");
        QUESTIONS.put("jobs by next run", "/jobs?sort=next_run_at");
    }

    private StatsSpeed() {}

    static List<Figures> measure(Place place) throws Exception {
        String url = place.url();
        List<Figures> figures = new ArrayList<>();
        try (TestDaemon daemon = TestDaemon.start(url == null ? Map.of() : Map.of("PRIKKE_DATABASE_URL", url))) {
            TestClient ann = daemon.newUser();
            UUID org = UUID.fromString(ann.get("/orgs").is(200).at("data/0/id"));
            List<UUID> jobs = jobs(ann);
            DatabaseConfig config = url == null ? DatabaseConfig.embedded(daemon.folder()) : new DatabaseConfig(url, null, null, 4, false);
            figures.add(new HistoryFill(config.url(), org, jobs).fill(EXECUTIONS, UNROLLED));
            try (Database database = Database.open(config)) {
                figures.add(rollUp(new RollUps(database)));
            }
            place.settle();
            for (var question : QUESTIONS.entrySet()) figures.add(time(ann, question.getKey(), question.getValue()));
        }
        return figures;
    }

    private static List<UUID> jobs(TestClient ann) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            ids.add(UUID.fromString(ann.put("/jobs/job-" + i, "{\"url\":\"http://127.0.0.1:9/\",\"cron\":\"0 0 1 1 *\"}").is(201).at("id")));
        }
        return ids;
    }

    private static Figures rollUp(RollUps rollUps) {
        long start = System.nanoTime();
        while (rollUps.tick(Instant.now()).toMillis() < 1000) continue;
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Figures("added to the roll-ups", Map.of("seconds", seconds, "us_each", seconds * 1e6 / UNROLLED));
    }

    /** Without what tests make of answers. */
    private static void get(TestClient ann, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ann.url() + "/api/v1" + path))
                .header("Authorization", "Bearer " + ann.token())
                .build();
        int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) throw new IllegalStateException(path + " is answered with " + status);
    }

    private static Figures time(TestClient ann, String name, String path) throws Exception {
        List<Double> samples = new ArrayList<>();
        for (int i = 0; i < WARM + TIMES; i++) {
            long start = System.nanoTime();
            get(ann, path);
            if (i >= WARM) samples.add((System.nanoTime() - start) / 1e6);
        }
        return Figures.quantiles(name + ", ms", samples);
    }
}

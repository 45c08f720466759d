package prikke.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Database;
import prikke.core.db.DatabaseConfig;
import prikke.core.run.HistoryPartitions;
import prikke.core.stats.RollUps;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/**
 * How long the dashboard's pages take, with {@code N} executions in the database: half of them of {@code JOBS} recurring jobs over 30 days,
 * four in ten of these within the last day; half of one-offs that have just run. From the request to the last byte; the daemon is in this
 * process, so that the embedded database can be filled too.
 */
final class Pages {
    private static final int EXECUTIONS = Settings.number("N", 100_000);
    private static final int JOBS = Settings.number("JOBS", 500);

    /** The first one tells how fast jobs are loaded. */
    private static final int FIRST_ROUND = 1000;

    private static final int ROUND = 25_000;
    private static final int WARM = 20;
    private static final int TIMES = 100;

    private Pages() {}

    static List<Figures> measure(Place place) throws Exception {
        String url = place.url();
        try (Target target = new Target();
                TestDaemon daemon = TestDaemon.start(settings(url))) {
            TestClient ann = daemon.newUser();
            String key = ann.post("/keys", "{\"name\":\"bench\",\"scope\":\"admin\"}").is(201).at("token");
            Org org = new Org(URI.create(daemon.url()), key);
            List<UUID> jobs = jobs(org);
            DatabaseConfig config = url == null ? DatabaseConfig.embedded(daemon.folder()) : new DatabaseConfig(url, null, null, 4, false);
            fill(config, UUID.fromString(ann.get("/orgs").is(200).at("data/0/id")), jobs);
            Backlog backlog = new Backlog(ProcessHandle.current().pid(), org, target, "/drain/");
            backlog.run(place, FIRST_ROUND);
            for (int left = EXECUTIONS / 2 - FIRST_ROUND; left > 0; left -= ROUND) backlog.run(place, Math.min(left, ROUND));
            place.settle();
            String run = ann.get("/executions?limit=1&status=success").at("data/0/id");
            List<Figures> all = new ArrayList<>();
            for (var page : pages(jobs.getFirst(), run).entrySet()) {
                all.add(measure(ann, page.getKey(), page.getValue()));
                System.out.println(all.getLast().row());
            }
            return all;
        }
    }

    /** By what figures call them. */
    private static Map<String, String> pages(UUID job, String run) {
        Map<String, String> pages = new LinkedHashMap<>();
        for (String path : List.of("/", "/jobs", "/jobs?sort=name", "/jobs?q=job-7", "/runs", "/runs?status=failed", "/runs?q=nowhere", "/failures")) {
            pages.put(path, path);
        }
        pages.put("/jobs/{job}", "/jobs/" + job);
        pages.put("/runs/{run}", "/runs/" + run);
        return pages;
    }

    private static Map<String, String> settings(@Nullable String url) {
        Map<String, String> settings = new HashMap<>(Map.of("PRIKKE_RATE_PER_KEY", "off", "PRIKKE_RATE_PER_ADDRESS", "off"));
        if (url != null) settings.put("PRIKKE_DATABASE_URL", url);
        return settings;
    }

    private static List<UUID> jobs(Org org) throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            JsonNode job = Org.object().put("key", "job-" + i).put("url", "http://127.0.0.1:9/").put("cron", "0 0 1 1 *");
            ids.add(UUID.fromString(org.post("/jobs", job).path("id").asText()));
        }
        return ids;
    }

    private static void fill(DatabaseConfig config, UUID org, List<UUID> jobs) throws Exception {
        try (Database database = Database.open(config)) {
            HistoryPartitions partitions = new HistoryPartitions();
            for (int day = 0; day <= 30; day++) {
                Instant then = Instant.now().minus(Duration.ofDays(day));
                database.write(tx -> partitions.ensure(tx, then));
            }
            new UnevenHistory(config.url(), org, jobs).fill(EXECUTIONS - EXECUTIONS / 2);
            RollUps rollUps = new RollUps(database);
            while (rollUps.tick(Instant.now()).toMillis() < 1000) continue;
        }
    }

    private static Figures measure(TestClient ann, String name, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(ann.url() + path)).header("Cookie", "prikke=" + ann.token()).build();
        List<Double> millis = new ArrayList<>();
        double first = 0;
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < WARM + TIMES; i++) {
                long start = System.nanoTime();
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                double took = (System.nanoTime() - start) / 1e6;
                if (answer.statusCode() == 404) return new Figures(name + " (not there)", Map.of());
                if (answer.statusCode() != 200) throw new IllegalStateException(path + " answered " + answer.statusCode());
                if (i == 0) first = took;
                if (i >= WARM) millis.add(took);
            }
        }
        Figures figures = Figures.quantiles(name, millis);
        figures.values().put("first", first);
        return figures;
    }
}

package prikke.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.Json;
import prikke.core.api.SyncResponse;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** How long a document of jobs takes to be synced: where none of them is there, where all are as it says, and where all are otherwise. */
final class SyncSpeed {
    private static final int ROUNDS = Settings.number("ROUNDS", 5);
    private static final int JOBS = Settings.number("JOBS", 1000);
    private static final int MANY = Settings.number("MANY", 10_000);

    private SyncSpeed() {}

    static List<Figures> measure(Place place) throws Exception {
        String url = place.url();
        List<Figures> figures = new ArrayList<>();
        try (TestDaemon daemon = TestDaemon.start(url == null ? Map.of() : Map.of("PRIKKE_DATABASE_URL", url))) {
            measure(daemon, JOBS, ROUNDS);
            figures.addAll(measure(daemon, JOBS, ROUNDS));
            if (MANY > 0) figures.addAll(measure(daemon, MANY, 1));
        }
        return figures;
    }

    private static List<Figures> measure(TestDaemon daemon, int jobs, int rounds) {
        List<Double> created = new ArrayList<>();
        List<Double> unchanged = new ArrayList<>();
        List<Double> updated = new ArrayList<>();
        List<Double> exported = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            TestClient user = daemon.newUser();
            ApiClient api = new ApiClient(new ApiConnection(URI.create(daemon.url()), "bench", user.token(), user.org(), Duration.ofMinutes(2)));
            created.add(took(() -> must(jobs, sync(api, jobs, "0 3 * * *").created())));
            unchanged.add(took(() -> must(jobs, sync(api, jobs, "0 3 * * *").unchanged())));
            updated.add(took(() -> must(jobs, sync(api, jobs, "30 4 * * *").updated())));
            exported.add(took(() -> api.sync().export()));
        }
        return List.of(
                Figures.quantiles(jobs + " created, ms", created),
                Figures.quantiles(jobs + " unchanged, ms", unchanged),
                Figures.quantiles(jobs + " updated, ms", updated),
                Figures.quantiles(jobs + " exported, ms", exported));
    }

    private static SyncResponse sync(ApiClient api, int jobs, String cron) {
        ObjectNode document = Json.mapper().createObjectNode();
        ArrayNode all = document.putArray("jobs");
        for (int i = 0; i < jobs; i++) {
            ObjectNode job = all.addObject().put("key", "job-" + i).put("url", "http://127.0.0.1:9/" + i).put("cron", cron);
            job.putObject("headers").put("Authorization", "Bearer " + i);
        }
        return api.sync().apply(document, false, false).value();
    }

    private static void must(int jobs, List<SyncResponse.Item> items) {
        if (items.size() != jobs) throw new IllegalStateException("It was to be " + jobs + " and is " + items.size());
    }

    private static double took(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }
}

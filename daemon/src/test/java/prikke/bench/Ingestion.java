package prikke.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs a second through the HTTP API with a key, each due in an hour: one in a call, and a hundred. */
final class Ingestion {
    private static final int CLIENTS = 32;

    private Ingestion() {}

    static List<Figures> measure(Place place) throws Exception {
        try (DaemonUnderTest daemon = new DaemonUnderTest(place.url())) {
            List<Figures> all = new ArrayList<>();
            for (String batch : Settings.words("BATCHES", "1 100")) all.add(measure(place, daemon.org(), Integer.parseInt(batch)));
            return all;
        }
    }

    private static Figures measure(Place place, Org org, int batch) throws Exception {
        int count = Settings.number("N", 20_000);
        send(org, batch, count);
        List<Figures> rounds = new ArrayList<>();
        for (int round = 0; round < Settings.number("ROUNDS", 3); round++) {
            place.settle();
            rounds.add(send(org, batch, count));
        }
        return Figures.medians(batch == 1 ? "one a call" : batch + " a call", rounds);
    }

    private static Figures send(Org org, int batch, int count) throws Exception {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        Load.Sent sent = new Load(org, CLIENTS, batch)
                .send(0, count, i -> Backlog.post("http://127.0.0.1:9/" + i, i).put("run_at", later.toString()).toString());
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("jobs_per_second", count / sent.seconds());
        values.put("p50_ms", sent.millis(0.5));
        values.put("p95_ms", sent.millis(0.95));
        values.put("p99_ms", sent.millis(0.99));
        return new Figures("", values);
    }
}

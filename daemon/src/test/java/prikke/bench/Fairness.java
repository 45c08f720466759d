package prikke.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How soon a new job of one organization starts while another has a backlog. Milliseconds from the call to the target. */
final class Fairness {
    private Fairness() {}

    static List<Figures> measure(Place place) throws Exception {
        try (Target target = new Target(); DaemonUnderTest daemon = new DaemonUnderTest(place.url())) {
            int count = Settings.number("N", 50_000);
            Backlog backlog = new Backlog(daemon, daemon.another("Busy"), target, "/drain/");
            backlog.drain(place, 5_000);
            Instant due = backlog.load(place, count);
            Thread.sleep(Duration.between(Instant.now(), due));
            Map<String, Instant> asked = new HashMap<>();
            int asking = 0;
            try (Connection connection = daemon.org().connect()) {
                // While much of the backlog is left; the last of it says nothing about fairness.
                while (target.count() < count * 9 / 10) {
                    String path = "/now/" + asking++;
                    asked.put(path, Instant.now());
                    connection.post("/jobs", Org.object().put("url", target.url(path)).toString());
                    Thread.sleep(20);
                }
            }
            target.await(count + asking, Duration.ofMinutes(5));
            List<Double> took = new ArrayList<>();
            for (Arrival arrival : target.take()) {
                Instant from = asked.get(arrival.path());
                if (from != null) took.add(Arrival.millis(from, arrival.arrived()));
            }
            return List.of(Figures.quantiles("new job beside " + count, took));
        }
    }
}

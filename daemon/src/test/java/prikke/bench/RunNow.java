package prikke.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the first byte of the API call that asks for a run now to the request at the target. Milliseconds. */
final class RunNow {
    private static final int WARM_UP = 2000;
    private static final int CALLS = 1000;

    private RunNow() {}

    static List<Figures> measure(Place place) throws Exception {
        try (Target target = new Target(); DaemonUnderTest daemon = new DaemonUnderTest(place.url());
                Connection connection = daemon.org().connect()) {
            Map<String, Instant> asked = new HashMap<>();
            for (int i = 0; i < WARM_UP + CALLS; i++) {
                String path = "/now/" + i;
                String job = Org.object().put("url", target.url(path)).toString();
                if (i >= WARM_UP) asked.put(path, Instant.now());
                connection.post("/jobs", job);
                Thread.sleep(5);
            }
            target.await(WARM_UP + CALLS, Duration.ofSeconds(30));
            List<Double> took = new ArrayList<>();
            for (Arrival arrival : target.take()) {
                Instant from = asked.get(arrival.path());
                if (from != null) took.add(Arrival.millis(from, arrival.arrived()));
            }
            return List.of(Figures.quantiles("run now", took));
        }
    }
}

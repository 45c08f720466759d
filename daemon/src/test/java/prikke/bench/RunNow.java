package prikke.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the first byte of the API call that asks for a run now to the request at the target. Milliseconds. */
final class RunNow {
    private static final int WARM_UP = 500;
    private static final int CALLS = 1000;

    private RunNow() {}

    static List<Figures> measure(@Nullable String database) throws Exception {
        try (Receiver receiver = new Receiver(); DaemonUnderTest daemon = new DaemonUnderTest(database)) {
            Map<String, Instant> asked = new HashMap<>();
            for (int i = 0; i < WARM_UP + CALLS; i++) {
                String path = "/" + i;
                if (i >= WARM_UP) asked.put(path, Instant.now());
                daemon.org().post("/jobs", Org.object().put("url", receiver.url(path)));
                Thread.sleep(5);
            }
            while (receiver.count() < WARM_UP + CALLS) Thread.sleep(10);
            List<Double> took = new ArrayList<>();
            for (Receiver.Arrival arrival : receiver.arrivals()) {
                Instant from = asked.get(arrival.path());
                if (from != null) took.add(Duration.between(from, arrival.arrived()).toNanos() / 1e6);
            }
            return List.of(Figures.quantiles("run now", took));
        }
    }
}

package prikke.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How late requests reach their target: jobs that run every second, and nothing else to do. Milliseconds. */
final class Precision {
    private static final int WARM_UP_SECONDS = 10;

    private Precision() {}

    static List<Figures> measure(@Nullable String database, int jobs, int seconds) throws Exception {
        try (Receiver receiver = new Receiver(); DaemonUnderTest daemon = new DaemonUnderTest(database)) {
            for (int i = 0; i < jobs; i++) {
                daemon.org().post("/jobs", Org.object().put("key", "every-" + i).put("url", receiver.url("/" + i)).put("every", "1s"));
            }
            Thread.sleep(1000L * WARM_UP_SECONDS);
            receiver.clear();
            Thread.sleep(1000L * seconds);
            List<Double> late = new ArrayList<>();
            for (Receiver.Arrival arrival : receiver.arrivals()) late.add(arrival.lateMillis());
            return List.of(Figures.quantiles(jobs + " jobs every second", late));
        }
    }
}

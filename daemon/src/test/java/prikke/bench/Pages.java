package prikke.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long the dashboard's pages take, in milliseconds, with a hundred thousand executions in the history. */
final class Pages {
    private static final int ROUND = 20_000;

    private Pages() {}

    static List<Figures> measure(Place place) throws Exception {
        try (Target target = new Target(); DaemonUnderTest daemon = new DaemonUnderTest(place.url())) {
            for (int i = 0; i < 60; i++) {
                daemon.org().post("/jobs", Org.object().put("key", "hourly-" + i).put("url", target.url("/hourly/" + i)).put("every", "1h"));
                daemon.org().post("/jobs/hourly-" + i + "/run", Org.object());
            }
            Backlog backlog = new Backlog(daemon, daemon.org(), target, "/drain/");
            target.await(60, Duration.ofMinutes(1));
            target.take();
            for (int left = Settings.number("N", 100_000); left > 0; left -= ROUND) backlog.drain(place, Math.min(left, ROUND));
            String job = daemon.org().get("/jobs/hourly-1").path("id").asText();
            List<Figures> all = new ArrayList<>();
            for (String path : List.of("/", "/jobs", "/jobs/" + job, "/runs")) all.add(measure(daemon, path));
            return all;
        }
    }

    private static Figures measure(DaemonUnderTest daemon, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(daemon.org().daemon() + path))
                .header("Cookie", "prikke=" + daemon.session())
                .build();
        List<Double> millis = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < 120; i++) {
                long start = System.nanoTime();
                int status = http.send(request, BodyHandlers.ofString()).statusCode();
                if (status != 200) throw new IllegalStateException(path + " answered " + status);
                if (i == 0) System.out.printf("%s at first: %.1f ms%n", path, (System.nanoTime() - start) / 1e6);
                if (i >= 20) millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        return Figures.quantiles(path.length() > 30 ? "/jobs/{job}" : path, millis);
    }
}

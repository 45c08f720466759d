package prikke.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A thousand who listen to everything: what they cost while nothing happens, and how long after the end of an execution each of them
 * knows, alone and beside one that takes nothing. Milliseconds, from the execution's {@code finished_at}, which is cut to milliseconds.
 */
final class Events {
    private static final int STREAMS_A_KEY = 100;
    private static final int SETTLING_SECONDS = 5;
    private static final double TICKS_A_SECOND = 100;

    private Events() {}

    static List<Figures> measure(Place place) throws Exception {
        int streams = Settings.number("STREAMS", 1000);
        int seconds = Settings.number("BENCH_SECONDS", 20);
        List<Figures> all = new ArrayList<>();
        try (Target target = new Target();
                DaemonUnderTest daemon = new DaemonUnderTest(place.url());
                Connection calls = daemon.org().connect();
                StreamReaders readers = new StreamReaders()) {
            daemon.org().post("/jobs", Org.object().put("key", "ping").put("url", target.url("/ping")).put("every", "365d"));
            run(calls, 2000, 200);
            Thread.sleep(1000L * SETTLING_SECONDS);
            double before = residentMegabytes(daemon.pid());
            double alone = processorSeconds(daemon.pid(), seconds) / seconds;

            open(daemon.org(), streams, readers);
            Thread.sleep(1000L * SETTLING_SECONDS);
            double idle = processorSeconds(daemon.pid(), seconds) / seconds;
            all.add(new Figures(streams + " streams, idle", figures(
                    "resident_mb_before", before, "resident_mb", residentMegabytes(daemon.pid()), "cpu_before", alone, "cpu", idle)));

            run(calls, 200, Settings.number("RATE", 10));
            all.add(told(streams + " streams", daemon, calls, readers, streams, seconds));
            try (Socket stalled = StreamReaders.ask(daemon.org())) {
                all.add(told("beside one that stalls", daemon, calls, readers, streams, seconds));
                if (stalled.isClosed()) throw new IllegalStateException("It was to be there");
            }
        }
        return all;
    }

    private static Figures told(String name, DaemonUnderTest daemon, Connection calls, StreamReaders readers, int streams, int seconds)
            throws Exception {
        int rate = Settings.number("RATE", 10);
        // What was told of the run before is on its way for a moment.
        Thread.sleep(1000);
        readers.take();
        double from = processorSeconds(daemon.pid());
        run(calls, rate * seconds, rate);
        Thread.sleep(2000);
        Figures figures = Figures.quantiles(name, readers.take());
        figures.values().put("expected", (double) rate * seconds * streams);
        figures.values().put("cpu", (processorSeconds(daemon.pid()) - from) / (seconds + 2));
        figures.values().put("resident_mb", residentMegabytes(daemon.pid()));
        return figures;
    }

    private static void run(Connection calls, int count, int rate) throws Exception {
        long first = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long at = first + i * 1_000_000_000L / rate;
            long left = at - System.nanoTime();
            if (left > 0) Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            calls.post("/jobs/ping/run", "");
        }
    }

    private static void open(Org org, int streams, StreamReaders readers) throws Exception {
        for (int opened = 0; opened < streams; opened += STREAMS_A_KEY) {
            JsonNode key = org.post("/keys", Org.object().put("name", "listener " + opened).put("scope", "read"));
            Org listener = new Org(org.daemon(), key.path("token").asText());
            for (int i = opened; i < Math.min(streams, opened + STREAMS_A_KEY); i++) readers.open(listener);
        }
    }

    private static Map<String, Double> figures(Object... namesAndValues) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) figures.put((String) namesAndValues[i], (Double) namesAndValues[i + 1]);
        return figures;
    }

    private static double residentMegabytes(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static double processorSeconds(long pid, int during) throws Exception {
        double from = processorSeconds(pid);
        Thread.sleep(1000L * during);
        return processorSeconds(pid) - from;
    }

    /** User and system time so far. */
    private static double processorSeconds(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.US_ASCII);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }
}

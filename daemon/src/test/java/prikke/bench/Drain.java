package prikke.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Executions a second while a backlog of due one-offs is worked off, each with its result and attempt recorded. */
final class Drain {
    private Drain() {}

    static List<Figures> measure(Place place) throws Exception {
        try (Target target = new Target(); DaemonUnderTest daemon = new DaemonUnderTest(place.url())) {
            return List.of(measure(place, new Backlog(daemon, daemon.org(), target, "/drain/"), Settings.number("N", 20_000)));
        }
    }

    /** Warms up, then takes the median of several rounds. */
    static Figures measure(Place place, Backlog backlog, int count) throws Exception {
        for (int warmUp = 0; warmUp < Settings.number("WARM", 4); warmUp++) backlog.drain(place, Math.min(count, 5_000));
        List<Backlog.Drained> rounds = new ArrayList<>();
        for (int round = 0; round < Settings.number("ROUNDS", 3); round++) rounds.add(backlog.drain(place, count));
        List<Double> rates = sorted(rounds, Backlog.Drained::perSecond);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("jobs", (double) count);
        values.put("per_second", median(rates));
        values.put("min", rates.getFirst());
        values.put("max", rates.getLast());
        values.put("daemon_us", median(sorted(rounds, Backlog.Drained::daemonMicros)));
        values.put("server_us", median(sorted(rounds, Backlog.Drained::serverMicros)));
        return new Figures("drain", values);
    }

    private static List<Double> sorted(List<Backlog.Drained> rounds, Function<Backlog.Drained, Double> figure) {
        return rounds.stream().map(figure).sorted().toList();
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}

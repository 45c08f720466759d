package prikke.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A request that has arrived at the {@link Receiver}.
 *
 * @param scheduled the occurrence it is for, or the arrival where it does not say
 */
record Arrival(String path, Instant scheduled, Instant arrived) {

    String line() {
        return path + " " + scheduled + " " + arrived;
    }

    static Arrival of(String line) {
        String[] words = line.split(" ", -1);
        return new Arrival(words[0], Instant.parse(words[1]), Instant.parse(words[2]));
    }

    double lateMillis() {
        return millis(scheduled, arrived);
    }

    static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    /** How late those were whose path begins so, in milliseconds. */
    static List<Double> lateness(List<Arrival> arrivals, String prefix) {
        return arrivals.stream().filter(a -> a.path().startsWith(prefix)).map(Arrival::lateMillis).toList();
    }
}

package prikke.daemon.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import prikke.core.Distribution;

/** What was asked of this daemon since it started, counted for whoever watches over it. */
public final class Traffic {
    private static final String OTHER = "other";

    private final Map<Kind, LongAdder> requests = new ConcurrentHashMap<>();
    private final Distribution durations = new Distribution();

    /** A method and what it was answered with. */
    public record Kind(String method, int status) {}

    /** @param streamed whether the answer went on for as long as the client listened, which says nothing of how long answers take */
    void answered(String method, int status, Duration took, boolean streamed) {
        requests.computeIfAbsent(new Kind(known(method), status), _ -> new LongAdder()).increment();
        if (!streamed) durations.add(took);
    }

    /** Anyone may send any word as a method: there are not to be as many kinds as words. */
    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> OTHER;
        };
    }

    /** How many were answered with what. */
    public Map<Kind, LongAdder> requests() {
        return requests;
    }

    /** How long answers took, streams aside. */
    public Distribution durations() {
        return durations;
    }
}

package prikke.core.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an engine runs.
 *
 * @param nodeName what attempts and logs call this node, such as {@code host:pid}
 * @param maxInFlight how many attempts may be under way at once
 * @param stopGrace how long a stop waits for attempts in flight
 * @param egress where requests may go
 * @param keep how long history is kept, by when its occurrences were; null for ever
 */
public record EngineConfig(String nodeName, int maxInFlight, Duration stopGrace, EgressPolicy egress, @Nullable Duration keep) {
    /** Attempts are cheap (a virtual thread and a connection each); targets and memory set the bound. */
    public static final int DEFAULT_IN_FLIGHT = 256;

    public static final Duration DEFAULT_STOP_GRACE = Duration.ofSeconds(30);

    /** How far ahead of its time an occurrence is planned and an execution claimed, to be fired from memory. */
    static final Duration AHEAD = Duration.ofMillis(1500);

    /** How often loops look at the database without having been woken. Well below {@link #AHEAD}, or claims would come late. */
    static final Duration POLL = Duration.ofMillis(250);

    private static final long MOST_BYTES = 64L << 20;

    /** One that keeps history for ever. */
    public EngineConfig(String nodeName, int maxInFlight, Duration stopGrace, EgressPolicy egress) {
        this(nodeName, maxInFlight, stopGrace, egress, null);
    }

    /** What bounds memory whatever the backlog. */
    Dispatcher.Bounds bounds() {
        return new Dispatcher.Bounds(maxInFlight, Math.max(2000, 4 * maxInFlight), Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 8));
    }
}

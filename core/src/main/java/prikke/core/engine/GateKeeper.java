package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import prikke.core.run.Completions;
import prikke.core.run.Gates;
import prikke.core.run.Room;

/** Looks at the gates when something comes to one or leaves, and hands the dispatcher what is let through. */
final class GateKeeper {
    private static final int MOST_AT_ONCE = 200;

    private final InstantSource clock;
    private final Gates gates;
    private final Node node;
    private final Dispatcher dispatcher;
    private final Arrivals arrivals;
    private final Completions completions;

    GateKeeper(InstantSource clock, Gates gates, Node node, Dispatcher dispatcher, Arrivals arrivals, Completions completions) {
        this.clock = clock;
        this.gates = gates;
        this.node = node;
        this.dispatcher = dispatcher;
        this.arrivals = arrivals;
        this.completions = completions;
    }

    Duration tick() {
        return tick(clock.instant());
    }

    /** Lets through what may go, and says when to look again. */
    Duration tick(Instant now) {
        int limit = Math.min(MOST_AT_ONCE, dispatcher.room());
        if (limit == 0) return EngineConfig.POLL;
        Gates.Opened opened = gates.open(node.id(), now, new Room(limit, dispatcher.roomInBytes()));
        completions.ended(opened.skipped());
        arrivals.claimed(opened.claims());
        if (opened.claims().size() >= limit) return Duration.ZERO;
        Instant again = opened.again();
        if (again == null) return EngineConfig.POLL;
        Duration wait = Duration.between(clock.instant(), again);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(EngineConfig.POLL) < 0 ? wait : EngineConfig.POLL;
    }
}

package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import prikke.core.run.Claim;
import prikke.core.run.RunQueue;

/** Takes from the queue what is due soon and held by nobody: retries, what found no room when it came in, what others let go. */
final class Claimer {
    /** Large enough that a claim's cost is spread thin, small enough not to keep others from theirs. */
    private static final int MOST_IN_A_CLAIM = 500;

    private final InstantSource clock;
    private final RunQueue queue;
    private final Node node;
    private final Dispatcher dispatcher;

    Claimer(InstantSource clock, RunQueue queue, Node node, Dispatcher dispatcher) {
        this.clock = clock;
        this.queue = queue;
        this.node = node;
        this.dispatcher = dispatcher;
    }

    Duration tick() {
        return tick(clock.instant());
    }

    /** Claims as much as there is room for; at once again if there may be more. */
    Duration tick(Instant now) {
        int limit = Math.min(MOST_IN_A_CLAIM, dispatcher.room());
        if (limit == 0) return EngineConfig.POLL;
        List<Claim> claims = queue.claim(node.id(), now, now.plus(EngineConfig.AHEAD), limit);
        dispatcher.accept(claims);
        return claims.size() == limit ? Duration.ZERO : EngineConfig.POLL;
    }
}

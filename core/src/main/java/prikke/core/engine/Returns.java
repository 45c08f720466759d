package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import prikke.core.run.Claim;
import prikke.core.run.Postponed;
import prikke.core.run.RunQueue;

/**
 * Claims that were not attempted when they were due, because their target was in no state to be called or something of Prikke's own
 * failed: they are let go, to be due again a little later. While the database is away they are kept.
 */
final class Returns {
    private static final int MOST_AT_ONCE = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final RunQueue queue;
    private final Node node;
    private final Holdings holdings;
    private final LinkedBlockingQueue<Postponed> waiting = new LinkedBlockingQueue<>();

    Returns(InstantSource clock, RunQueue queue, Node node, Holdings holdings) {
        this.clock = clock;
        this.queue = queue;
        this.node = node;
        this.holdings = holdings;
    }

    void add(Claim claim, Instant until) {
        waiting.add(new Postponed(claim, until));
    }

    /** Lets go of what there is. */
    Duration tick() {
        List<Postponed> taken = new ArrayList<>();
        waiting.drainTo(taken, MOST_AT_ONCE);
        if (taken.isEmpty()) return PAUSE;
        try {
            queue.postpone(node.id(), taken, clock.instant());
        } catch (RuntimeException | Error e) {
            waiting.addAll(taken);
            throw e;
        }
        taken.forEach(p -> holdings.remove(p.claim()));
        return waiting.isEmpty() ? PAUSE : Duration.ZERO;
    }
}

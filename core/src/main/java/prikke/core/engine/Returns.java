package prikke.core.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import prikke.core.run.Claim;
import prikke.core.run.RunQueue;

/**
 * Claims whose attempt could not even be made, because something of Prikke's own failed: they are let go a little later, so that
 * they are attempted again neither never nor without a pause. While the database is away they are kept.
 */
final class Returns {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final RunQueue queue;
    private final Node node;
    private final LinkedBlockingQueue<Claim> claims = new LinkedBlockingQueue<>();

    Returns(InstantSource clock, RunQueue queue, Node node) {
        this.clock = clock;
        this.queue = queue;
        this.node = node;
    }

    void add(Claim claim) {
        claims.add(claim);
    }

    /** Lets go of what there is. */
    Duration tick() {
        List<Claim> taken = new ArrayList<>();
        claims.drainTo(taken);
        try {
            queue.release(node.id(), taken, clock.instant());
        } catch (RuntimeException e) {
            claims.addAll(taken);
            throw e;
        }
        return PAUSE;
    }
}

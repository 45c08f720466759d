package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import prikke.core.run.Claim;
import prikke.core.run.Postponed;
import prikke.core.run.RunQueue;

/**
 * Claims that were not attempted when they were due, because their target was in no state to be called or something of Prikke's own
 * failed: they are let go, to be due again a little later. While the database is away they are kept; who brings more than there is room
 * for waits, and with that its attempt counts as under way.
 */
final class Returns {
    private static final int MOST_AT_ONCE = 500;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What may wait to be let go: some thousand small ones, or as much of larger ones as memory has room for beside what is held. */
    private static final int MOST_KIB = 16 * 1024;

    private final InstantSource clock;
    private final RunQueue queue;
    private final Node node;
    private final Holdings holdings;
    private final LinkedBlockingQueue<Postponed> waiting = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_KIB);

    Returns(InstantSource clock, RunQueue queue, Node node, Holdings holdings) {
        this.clock = clock;
        this.queue = queue;
        this.node = node;
        this.holdings = holdings;
    }

    /** Takes a claim over; waits while there is no room. */
    void add(Claim claim, Instant until) {
        room.acquireUninterruptibly(share(claim));
        waiting.add(new Postponed(claim, until));
    }

    /** In KiB, of {@link #MOST_KIB}. */
    private static int share(Claim claim) {
        return Math.min(MOST_KIB, 1 + claim.weight() / 1024);
    }

    /** Lets go of all there is. */
    void flush() {
        while (!waiting.isEmpty()) tick();
    }

    /** Lets go of some of what there is. */
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
        for (Postponed one : taken) {
            holdings.remove(one.claim());
            room.release(share(one.claim()));
        }
        return waiting.isEmpty() ? PAUSE : Duration.ZERO;
    }
}

package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.DatabaseClock;
import prikke.core.run.Held;
import prikke.core.run.RunQueue;

/**
 * What is done with every beat: says that this node is alive and how it is, looks for others that are not, and every few beats for
 * what the database says this node holds and it knows nothing of.
 */
final class Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final int BEATS_BETWEEN_SWEEPS = 5;
    private static final int MOST_IN_A_SWEEP = 1000;

    /** What is claimed takes less than this to be known, whatever the machine is at. */
    private static final Duration LONGEST_UNKNOWN = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Node node;
    private final Lease lease;
    private final Dispatcher dispatcher;
    private final Holdings holdings;
    private final Recovery recovery;
    private final RunQueue queue;
    private int beats;

    Pulse(InstantSource clock, Node node, Lease lease, Dispatcher dispatcher, Holdings holdings, Recovery recovery, RunQueue queue) {
        this.clock = clock;
        this.node = node;
        this.lease = lease;
        this.dispatcher = dispatcher;
        this.holdings = holdings;
        this.recovery = recovery;
        this.queue = queue;
    }

    /** One beat; true when anything was freed that any node may take. */
    boolean beat() {
        if (clock instanceof DatabaseClock shared && shared.sync()) lease.clockStepped();
        long at = lease.now();
        Instant now = clock.instant();
        boolean freed = false;
        if (!node.beat(load(), now, at)) {
            enterAnew(now, at);
            freed = true;
        }
        if (lease.shared() && lease.steady()) {
            freed |= recovery.reap(node.id(), now.minus(Lease.TERM), now);
            recovery.reapOrphans(now);
        }
        if (++beats % BEATS_BETWEEN_SWEEPS == 0) freed |= sweep(now);
        return freed;
    }

    private NodeStore.Load load() {
        long skew = clock instanceof DatabaseClock shared ? shared.skew().toMillis() : 0;
        return new NodeStore.Load(dispatcher.inFlight(), dispatcher.held(), skew);
    }

    /** This node has stalled for so long that others took it for dead: nothing that it held is its own any more. */
    private void enterAnew(Instant now, long at) {
        LOG.warn("event=node_was_given_up node=\"{}\"", node.name());
        long before = node.id();
        dispatcher.giveUp(claim -> true);
        holdings.clear();
        node.register(now, at);
        queue.reap(before, node.name(), now, now);
    }

    /** Lets go of what this node holds without knowing it, whatever went wrong there. */
    private boolean sweep(Instant now) {
        List<Held> lost = queue.heldSince(node.id(), now.minus(LONGEST_UNKNOWN)).stream()
                .filter(h -> !holdings.has(h.execution(), h.token()))
                .limit(MOST_IN_A_SWEEP)
                .toList();
        if (lost.isEmpty()) return false;
        LOG.warn("event=unknown_holdings_released count={}", lost.size());
        queue.releaseHeld(node.id(), lost, now);
        return true;
    }
}

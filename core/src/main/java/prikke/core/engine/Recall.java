package prikke.core.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import prikke.core.db.Database;
import prikke.core.db.NotOnDiskException;
import prikke.core.run.Claim;
import prikke.core.run.Held;
import prikke.core.run.RunQueue;

/**
 * Gives up what this node holds and has not begun, and what was cancelled, paused or edited through another: whoever does that can take
 * claims out of his own node's hands only.
 */
final class Recall {
    /** Those who recall something ring; this is for a bell that went unheard. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final RunQueue queue;
    private final Node node;
    private final Dispatcher dispatcher;
    private final Holdings holdings;

    Recall(InstantSource clock, RunQueue queue, Node node, Dispatcher dispatcher, Holdings holdings) {
        this.clock = clock;
        this.queue = queue;
        this.node = node;
        this.dispatcher = dispatcher;
        this.holdings = holdings;
    }

    /** Looks once. */
    Duration tick() {
        Set<Held> recalled = new HashSet<>(queue.recalledOf(node.id()));
        if (recalled.isEmpty()) return PAUSE;
        List<Claim> given = dispatcher.giveUp(claim -> recalled.contains(claim.held()));
        try {
            queue.release(node.id(), given, clock.instant());
        } catch (RuntimeException | Error e) {
            // Where it may be done all the same they may be another's by now, or ended: they are not to begin here. If it is not, the next
            // sweep lets go of them.
            if (Database.isAway(e) || e instanceof NotOnDiskException) holdings.remove(given);
            else dispatcher.accept(given);
            throw e;
        }
        holdings.remove(given);
        return PAUSE;
    }
}

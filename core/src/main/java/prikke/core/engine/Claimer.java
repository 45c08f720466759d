package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import prikke.core.run.Claim;
import prikke.core.run.InTurn;
import prikke.core.run.Room;
import prikke.core.run.RunQueue;

/**
 * Takes from the queue what is due soon and held by nobody: retries, what found no room when it came in, what others let go. While
 * more is due than it can take, it takes from each organization in turn, and none from those that have their share already.
 */
final class Claimer {
    /** What a claim may weigh where nothing is known of those to come: each may carry 256 KiB of body and more of headers. */
    private static final int FIRST_WEIGHT = 64 * 1024;

    private final InstantSource clock;
    private final RunQueue queue;
    private final Node node;
    private final Dispatcher dispatcher;
    private final Arrivals arrivals;
    private int usualWeight = FIRST_WEIGHT;
    private boolean backlog;
    private UUID last = InTurn.START;

    /** Whether anything has been claimed in turn since the first organization was last begun with. */
    private boolean found;

    Claimer(InstantSource clock, RunQueue queue, Node node, Dispatcher dispatcher, Arrivals arrivals) {
        this.clock = clock;
        this.queue = queue;
        this.node = node;
        this.dispatcher = dispatcher;
        this.arrivals = arrivals;
    }

    Duration tick() {
        return tick(clock.instant());
    }

    /** Claims as much as there is room for; at once again if there may be more. */
    Duration tick(Instant now) {
        int limit = limit();
        if (limit == 0) return EngineConfig.POLL;
        List<Claim> claims = claim(now, new Room(limit, dispatcher.roomInBytes()));
        arrivals.claimed(claims);
        if (!claims.isEmpty()) usualWeight = (int) claims.stream().mapToInt(Claim::weight).average().orElse(FIRST_WEIGHT);
        return backlog ? Duration.ZERO : EngineConfig.POLL;
    }

    private int limit() {
        int room = Math.min(queue.batch(), dispatcher.room());
        return room == 0 ? 0 : (int) Math.clamp(dispatcher.roomInBytes() / usualWeight, 1, room);
    }

    private List<Claim> claim(Instant now, Room room) {
        Instant until = now.plus(EngineConfig.AHEAD);
        Set<UUID> full = dispatcher.full();
        if (!backlog && full.isEmpty()) {
            List<Claim> claims = queue.claim(node.id(), now, until, room);
            backlog = room.filledBy(claims);
            return claims;
        }
        if (last.equals(InTurn.START)) found = false;
        InTurn claimed = queue.claimInTurn(node.id(), now, until, room, last, full);
        last = claimed.last();
        found |= !claimed.claims().isEmpty();
        // The end of a round cannot tell what those at its beginning have left. One in which nobody had anything can.
        backlog = claimed.more() && (found || !last.equals(InTurn.START));
        return claimed.claims();
    }
}

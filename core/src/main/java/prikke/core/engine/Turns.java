package prikke.core.engine;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.run.Claim;

/**
 * Whose turn it is among claims that are due: organizations go in turn, and within one the highest priority first, then the most
 * overdue. However much is due for one, it never takes all of what may be under way: each may have at most three times what is left
 * free, so that one alone stops at three quarters and the next still finds room. Not safe for use by several threads.
 */
final class Turns {
    /** Of how many attempts under way an organization may have for each that is still free. */
    private static final int FOR_EACH_FREE = 3;

    private static final class Lane {
        final PriorityQueue<Claim> due = new PriorityQueue<>(Turns::inTurn);
        int underWay;
    }

    private final Map<UUID, Lane> lanes = new HashMap<>();
    /** Those with something due. */
    private final ArrayDeque<Lane> ring = new ArrayDeque<>();

    private static int inTurn(Claim one, Claim other) {
        return one.priority() != other.priority() ? Integer.compare(other.priority(), one.priority()) : Hand.inTime(one, other);
    }

    void add(Claim claim) {
        Lane lane = lanes.computeIfAbsent(claim.org(), org -> new Lane());
        if (lane.due.isEmpty()) ring.addLast(lane);
        lane.due.add(claim);
    }

    boolean remove(Claim claim) {
        Lane lane = lanes.get(claim.org());
        if (lane == null || !lane.due.remove(claim)) return false;
        if (lane.due.isEmpty()) ring.remove(lane);
        forgetIdle(claim.org(), lane);
        return true;
    }

    /** Takes the claim that goes next and counts it as under way; null when none may. */
    @Nullable Claim take(int free) {
        for (int i = ring.size(); i > 0 && free > 0; i--) {
            Lane lane = ring.removeFirst();
            if (lane.underWay >= FOR_EACH_FREE * free) {
                ring.addLast(lane);
                continue;
            }
            Claim claim = lane.due.remove();
            lane.underWay++;
            if (!lane.due.isEmpty()) ring.addLast(lane);
            return claim;
        }
        return null;
    }

    /** An attempt that {@link #take} gave is over. */
    void ended(Claim claim) {
        Lane lane = lanes.get(claim.org());
        if (lane == null) throw new IllegalStateException("Nothing is under way for " + claim.org());
        lane.underWay--;
        forgetIdle(claim.org(), lane);
    }

    private void forgetIdle(UUID org, Lane lane) {
        if (lane.underWay == 0 && lane.due.isEmpty()) lanes.remove(org);
    }

    boolean isEmpty() {
        return ring.isEmpty();
    }

    /** Forgets what is due; what is under way stays counted. */
    void clear() {
        ring.clear();
        lanes.values().forEach(lane -> lane.due.clear());
        lanes.values().removeIf(lane -> lane.underWay == 0);
    }
}

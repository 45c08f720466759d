package prikke.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import java.time.Instant;
import prikke.core.run.Claim;

/** Claims in memory that have not begun: those to come in the order of their time, those due in {@link Turns}. Not for several threads. */
final class Hand {
    private static final Comparator<Claim> IN_TIME = Comparator.comparing(Claim::dueAt).thenComparing(Claim::id);

    private final PriorityQueue<Claim> upcoming = new PriorityQueue<>(IN_TIME);
    private final Turns turns = new Turns();
    private final Map<UUID, Claim> all = new HashMap<>();
    private final Map<UUID, Integer> byOrg = new HashMap<>();
    private long bytes;

    void add(Claim claim) {
        Claim old = all.put(claim.id(), claim);
        if (old != null) drop(old);
        upcoming.add(claim);
        byOrg.merge(claim.org(), 1, Integer::sum);
        bytes += claim.weight();
    }

    private void drop(Claim claim) {
        if (!upcoming.remove(claim)) turns.remove(claim);
        count(claim);
    }

    private void count(Claim claim) {
        byOrg.computeIfPresent(claim.org(), (org, n) -> n == 1 ? null : n - 1);
        bytes -= claim.weight();
    }

    /** Takes what goes next of what is due, and counts it as under way. */
    @Nullable Claim take(Instant now, int free) {
        for (Claim next; (next = upcoming.peek()) != null && !next.dueAt().isAfter(now); ) turns.add(upcoming.remove());
        Claim claim = turns.take(free);
        if (claim == null) return null;
        all.remove(claim.id());
        count(claim);
        return claim;
    }

    /** What {@link #take} gave is over. */
    void ended(Claim claim) {
        turns.ended(claim);
    }

    /** Takes out what the condition names. */
    List<Claim> takeOut(Predicate<Claim> which) {
        List<Claim> out = all.values().stream().filter(which).toList();
        for (Claim claim : out) {
            all.remove(claim.id());
            drop(claim);
        }
        return out;
    }

    /** Takes out everything. */
    List<Claim> empty() {
        List<Claim> out = new ArrayList<>(all.values());
        all.clear();
        upcoming.clear();
        turns.clear();
        byOrg.clear();
        bytes = 0;
        return out;
    }

    int size() {
        return all.size();
    }

    int size(UUID org) {
        return byOrg.getOrDefault(org, 0);
    }

    long bytes() {
        return bytes;
    }

    /** Whether something that is due waits for its turn. */
    boolean anyDue() {
        return !turns.isEmpty();
    }

    /** When the next is due that is not yet; null when there is none. */
    @Nullable Instant nextDue() {
        Claim next = upcoming.peek();
        return next == null ? null : next.dueAt();
    }
}

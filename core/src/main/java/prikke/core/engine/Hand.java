package prikke.core.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import java.time.Instant;
import prikke.core.run.Claim;

/** Claims in memory that have not begun: those to come in the order of their time, those due in {@link Turns}. Not for several threads. */
final class Hand {
    private final PriorityQueue<Claim> upcoming = new PriorityQueue<>(Hand::inTime);
    private final Turns turns = new Turns();
    private final Map<UUID, Claim> all = new HashMap<>();
    private final Map<UUID, Share> byOrg = new HashMap<>();
    private final Set<UUID> postedIds = new HashSet<>();
    private Share posted = Share.NONE;
    private long bytes;

    /** The earliest first. Written out, here and for turns: each claim is compared some forty times on its way. */
    static int inTime(Claim one, Claim other) {
        int byTime = one.dueAt().compareTo(other.dueAt());
        return byTime != 0 ? byTime : one.id().compareTo(other.id());
    }

    /** How many claims, and how many bytes they take up, about. */
    record Share(int size, long bytes) {
        static final Share NONE = new Share(0, 0);

        Share plus(Share other) {
            return new Share(size + other.size, bytes + other.bytes);
        }

        Share less(Claim claim) {
            return new Share(size - 1, bytes - claim.weight());
        }
    }

    void add(Claim claim) {
        Claim old = all.put(claim.id(), claim);
        if (old != null) drop(old);
        upcoming.add(claim);
        byOrg.merge(claim.org(), new Share(1, claim.weight()), Share::plus);
        bytes += claim.weight();
    }

    /** The same for what came straight from those who posted it. */
    void addPosted(Claim claim) {
        add(claim);
        postedIds.add(claim.id());
        posted = posted.plus(new Share(1, claim.weight()));
    }

    private void drop(Claim claim) {
        if (!upcoming.remove(claim)) turns.remove(claim);
        count(claim);
    }

    private void count(Claim claim) {
        byOrg.computeIfPresent(claim.org(), (org, share) -> share.size == 1 ? null : share.less(claim));
        if (postedIds.remove(claim.id())) posted = posted.less(claim);
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
        postedIds.clear();
        posted = Share.NONE;
        bytes = 0;
        return out;
    }

    int size() {
        return all.size();
    }

    /** What is one organization's. */
    Share share(UUID org) {
        return byOrg.getOrDefault(org, Share.NONE);
    }

    /** What came straight from those who posted it. */
    Share posted() {
        return posted;
    }

    /** The organizations of which there is anything, for which the condition holds. */
    Set<UUID> organizations(Predicate<Share> which) {
        return byOrg.entrySet().stream().filter(e -> which.test(e.getValue())).map(Map.Entry::getKey).collect(Collectors.toSet());
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

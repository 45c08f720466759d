package prikke.core.engine;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * This node's circuit breakers, one for each organization and host that has failed lately. A host that answers costs a look into a
 * map and nothing else, and what different hosts do is in nobody's way. Others hear of those that open and close by way of
 * {@link BreakerExchange}.
 */
final class Breakers {
    /** How long after its last failure, or after its pause, a host is forgotten that nobody calls. */
    static final Duration QUIET = Duration.ofHours(1);

    /** How many are remembered at the most. */
    static final int MOST = 20_000;

    /** What there is one for. */
    record Key(UUID org, String host) {
        static final Comparator<Key> IN_ORDER = Comparator.comparing(Key::org).thenComparing(Key::host);
    }

    /**
     * What others are to know.
     *
     * @param open what it has come to; null when it has closed
     */
    record Change(Key key, Breaker.@Nullable Open open) {}

    /** Whether an attempt may go. */
    sealed interface Admission {}

    /**
     * It may.
     *
     * @param trial to be given back with the outcome
     */
    record Admitted(long trial) implements Admission {}

    /** Not before then; it is to ask again. */
    record HeldUntil(Instant at) implements Admission {}

    private static final Admitted FREELY = new Admitted(Breaker.NO_TRIAL);

    private final int most;
    private final ConcurrentHashMap<Key, Breaker> breakers = new ConcurrentHashMap<>();

    /** The latest of each host that others are to know and have not been told. */
    private final ConcurrentHashMap<Key, Change> changes = new ConcurrentHashMap<>();

    private volatile Set<Key> known = Set.of();
    private final AtomicLong trials = new AtomicLong(Breaker.NO_TRIAL);
    private final AtomicBoolean forgetting = new AtomicBoolean();

    Breakers() {
        this(MOST);
    }

    Breakers(int most) {
        this.most = most;
    }

    /** What a breaker is for: the host with its port, since what listens on another port is another server. */
    static String host(URI uri) {
        boolean https = uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
        return HostName.plain(String.valueOf(uri.getHost())) + ":" + (uri.getPort() >= 0 ? uri.getPort() : https ? 443 : 80);
    }

    /** To be asked just before an attempt; each that is admitted is followed by {@link #outcome} or {@link #abandoned}. */
    Admission admit(UUID org, String host, Instant now) {
        Key key = new Key(org, host);
        Breaker seen = breakers.get(key);
        // Most are answered here, without a lock.
        Instant held = Breaker.heldUntil(seen, now);
        if (held != null) return new HeldUntil(held);
        return seen == null || seen instanceof Breaker.Counting ? FREELY : trial(key, now);
    }

    private Admission trial(Key key, Instant now) {
        long number = trials.incrementAndGet();
        Breaker agreed = breakers.computeIfPresent(key, (k, breaker) -> {
            if (Breaker.heldUntil(breaker, now) != null) return breaker;
            return switch (breaker) {
                case Breaker.Counting counting -> counting;
                case Breaker.Open open -> new Breaker.Trying(number, now, open.openings());
                case Breaker.Trying trying -> new Breaker.Trying(number, now, trying.openings());
            };
        });
        if (agreed instanceof Breaker.Trying(long trial, Instant since, int openings) && trial == number) return new Admitted(number);
        Instant held = Breaker.heldUntil(agreed, now);
        return held == null ? FREELY : new HeldUntil(held);
    }

    /** What came of an attempt that was admitted. */
    void outcome(UUID org, String host, Admitted admitted, Outcome outcome, Instant now) {
        note(new Key(org, host), admitted, Signal.of(outcome, now), now);
    }

    /** An attempt that was admitted ended without an outcome: a trial is over, and another may follow. */
    void abandoned(UUID org, String host, Admitted admitted, Instant now) {
        note(new Key(org, host), admitted, Signal.NOTHING, now);
    }

    private void note(Key key, Admitted admitted, Signal signal, Instant now) {
        boolean healthy = signal instanceof Signal.Answer || signal instanceof Signal.Nothing;
        if (healthy && !breakers.containsKey(key)) return;
        breakers.compute(key, (k, breaker) -> {
            Breaker after = Breaker.after(breaker, signal, admitted.trial(), now);
            if (after instanceof Breaker.Open open && !open.equals(breaker)) changed(new Change(k, open));
            if (after == null && breaker instanceof Breaker.Trying) changed(new Change(k, null));
            return after;
        });
        if (breakers.size() > most) forget(now);
    }

    /** Notes what others are to know, as far as there is room: this node goes by it all the same. */
    void changed(Change change) {
        if (changes.size() < most || changes.containsKey(change.key())) changes.put(change.key(), change);
    }

    /** What there is to tell others, the latest of each host, and from now on none of it. */
    List<Change> changes() {
        List<Change> all = new ArrayList<>();
        for (Change change : changes.values()) if (changes.remove(change.key(), change)) all.add(change);
        return all;
    }

    /** These were not told after all: they are still to be, but for those that something newer has come of. */
    void untold(List<Change> old) {
        for (Change change : old) changes.putIfAbsent(change.key(), change);
    }

    /**
     * Takes over what the nodes together know to be open, as far as there is room, and that those are closed which they knew to be
     * and know no more.
     *
     * @param all the more urgent to know first
     */
    void adopt(Map<Key, Breaker.Open> all, Instant now) {
        all.forEach((key, open) -> {
            if (breakers.size() < most || breakers.containsKey(key)) adopt(key, open);
        });
        for (Key key : known) if (!all.containsKey(key)) breakers.computeIfPresent(key, (k, own) -> closedByOthers(k, own, now) ? null : own);
        known = Set.copyOf(all.keySet());
    }

    private void adopt(Key key, Breaker.Open open) {
        breakers.merge(key, open, (own, theirs) -> switch (own) {
            case Breaker.Counting counting -> theirs;
            case Breaker.Open mine -> mine.until().isBefore(open.until()) ? theirs : mine;
            case Breaker.Trying trying -> trying;
        });
    }

    /** It is tried after its pause only: one that is missed before that was too many to be kept. And what is not told yet is news. */
    private boolean closedByOthers(Key key, Breaker own, Instant now) {
        return own instanceof Breaker.Open open && !open.until().isAfter(now) && !changes.containsKey(key);
    }

    /** How many hosts it remembers. */
    int size() {
        return breakers.size();
    }

    /** Forgets who has been quiet, and where that is not enough those who have been so the longest. */
    void forget(Instant now) {
        if (!forgetting.compareAndSet(false, true)) return;
        try {
            breakers.values().removeIf(breaker -> breaker.touched().plus(QUIET).isBefore(now));
            if (breakers.size() > most) oldest().forEach(key -> breakers.remove(key));
        } finally {
            forgetting.set(false);
        }
    }

    /** So many that it need not be done again soon: those that hold nobody back first, then of who has the most of them. */
    private List<Key> oldest() {
        Map<UUID, Long> sizes = breakers.keySet().stream().collect(Collectors.groupingBy(Key::org, Collectors.counting()));
        Comparator<Map.Entry<Key, Breaker>> size = Comparator.comparing(entry -> sizes.getOrDefault(entry.getKey().org(), 0L));
        Comparator<Map.Entry<Key, Breaker>> open = Comparator.comparing(entry -> !(entry.getValue() instanceof Breaker.Counting));
        // Copied, since an entry of the map itself may change while it is sorted.
        return breakers.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .sorted(open.thenComparing(size.reversed()).thenComparing(entry -> entry.getValue().touched()))
                .limit(Math.max(1, breakers.size() - most + most / 10))
                .map(Map.Entry::getKey)
                .toList();
    }
}

package prikke.core.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The keys that were looked up within the last moment, so that each request does not ask for its key again. For less than a second,
 * because that is how long a key that is revoked through another node may still hold here; one that is revoked through this node is
 * forgotten at once. What was not found is not remembered: rubbish costs a look each time, and no memory.
 */
final class RecentKeys {
    static final Duration KEPT = Duration.ofMillis(900);
    private static final int MOST_KEPT = 10_000;

    private final ConcurrentHashMap<String, Entry> kept = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private volatile long generation;

    private record Entry(KeyStore.Found found, long nanos) {
        /** This, looked up later than another, which may know of a use that was not yet written when this was looked up. */
        static Entry after(Entry earlier, Entry later) {
            Instant used = earlier.found.key().lastUsedAt();
            Instant usedAsRead = later.found.key().lastUsedAt();
            if (used == null || usedAsRead != null && !usedAsRead.isBefore(used)) return later;
            return new Entry(later.found.usedAt(used), later.nanos);
        }
    }

    RecentKeys(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What is known of the key of that public id, or what the look finds. */
    Optional<KeyStore.Found> get(String publicId, Supplier<Optional<KeyStore.Found>> look) {
        long now = nanoTime.getAsLong();
        Entry known = kept.get(publicId);
        if (known != null && now - known.nanos < KEPT.toNanos()) return Optional.of(known.found);
        long before = generation;
        Optional<KeyStore.Found> found = look.get();
        // As old as the look's beginning: it may have seen what was true only then.
        found.ifPresent(key -> keep(publicId, new Entry(key, now), before));
        return found;
    }

    private synchronized void keep(String publicId, Entry entry, long before) {
        if (generation != before) return;
        if (kept.size() >= MOST_KEPT) kept.clear();
        kept.merge(publicId, entry, Entry::after);
    }

    /**
     * Notes that a key is used now, unless that is known of a moment no longer ago than {@code every}.
     *
     * @return whether it was noted, so that the caller is to write it down; also where the key is not known any more
     */
    boolean use(KeyStore.Found key, Instant now, Duration every) {
        boolean[] noted = {true};
        kept.computeIfPresent(key.key().publicId(), (id, known) -> {
            noted[0] = known.found.key().lastUsedAt() == null || known.found.key().lastUsedAt().plus(every).isBefore(now);
            return noted[0] ? new Entry(known.found.usedAt(now), known.nanos) : known;
        });
        return noted[0];
    }

    /** Forgets all of them, those included that are being looked up. */
    synchronized void forget() {
        generation++;
        kept.clear();
    }
}

package prikke.core.account;

import java.time.Duration;
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

    private record Entry(KeyStore.Found found, long nanos) {}

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
        kept.put(publicId, entry);
    }

    /** Replaces what is known of a key, if it is known, without making it any younger. */
    void replace(KeyStore.Found key) {
        kept.computeIfPresent(key.key().publicId(), (id, known) -> new Entry(key, known.nanos));
    }

    /** Forgets all of them, those included that are being looked up. */
    synchronized void forget() {
        generation++;
        kept.clear();
    }
}

package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.WebhookSignature;
import prikke.core.db.Database;
import prikke.core.run.Claim;

/** Signs requests with the secrets of their organization, which it keeps for a second so that each request does not ask for them. */
final class Signer {
    private static final Logger LOG = LoggerFactory.getLogger(Signer.class);
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int MOST_KEPT = 10_000;

    private final SecretsSource source;
    private final ConcurrentHashMap<UUID, Cached> kept = new ConcurrentHashMap<>();

    private final LongSupplier nanoTime;

    private record Kept(List<WebhookSignature.Key> keys, long nanos) {}

    Signer(SecretsSource source) {
        this(source, System::nanoTime);
    }

    Signer(SecretsSource source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /** Signs the requests of one attempt: the same id and time for all, and whatever body each has. */
    interface Signing {
        /** The {@code Webhook-Signature}, or null where the organization has no secret. */
        @Nullable String over(byte[] body);
    }

    /** The keys of an organization, as they are now. */
    Keys keys(UUID org) {
        if (kept.size() > MOST_KEPT) kept.clear();
        return new Keys(kept.computeIfAbsent(org, Cached::new).get());
    }

    /** The keys of one organization that are in force; empty where it has none. */
    record Keys(List<WebhookSignature.Key> all) {
        /** What signs an attempt of the claim, sent at the given time. */
        Signing signing(Claim claim, Instant sentAt) {
            if (all.isEmpty()) return body -> null;
            return body -> WebhookSignature.sign(all, claim.id().toString(), sentAt, body);
        }
    }

    /** The keys of one organization. However many requests find them out of date at once, one asks and the rest wait for it. */
    private final class Cached {
        private final UUID org;
        private final ReentrantLock asking = new ReentrantLock();
        private volatile @Nullable Kept known;

        Cached(UUID org) {
            this.org = org;
        }

        List<WebhookSignature.Key> get() {
            Kept seen = known;
            if (seen != null && isRecent(seen)) return seen.keys;
            asking.lock();
            try {
                seen = known;
                if (seen != null && isRecent(seen)) return seen.keys;
                Kept fresh = new Kept(asked(org, seen), nanoTime.getAsLong());
                known = fresh;
                return fresh.keys;
            } finally {
                asking.unlock();
            }
        }

        private boolean isRecent(Kept seen) {
            return nanoTime.getAsLong() - seen.nanos < KEPT.toNanos();
        }
    }

    /** While the database is away, the secrets known last are as good: nobody can have rotated them. */
    private List<WebhookSignature.Key> asked(UUID org, @Nullable Kept known) {
        try {
            return source.activeSecrets(org).stream().map(WebhookSignature.Key::of).toList();
        } catch (RuntimeException e) {
            if (known == null || !Database.isAway(e)) throw e;
            LOG.warn("event=secrets_unknown org={} error=\"{}\"", org, e.getMessage());
            return known.keys;
        }
    }
}

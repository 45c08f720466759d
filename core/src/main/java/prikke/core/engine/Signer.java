package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
    private final ConcurrentHashMap<UUID, Kept> kept = new ConcurrentHashMap<>();

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

    /** What signs an attempt sent at the given time. */
    Signing signing(Claim claim, Instant sentAt) {
        List<WebhookSignature.Key> keys = keys(claim.org());
        if (keys.isEmpty()) return body -> null;
        return body -> WebhookSignature.sign(keys, claim.id().toString(), sentAt, body);
    }

    private List<WebhookSignature.Key> keys(UUID org) {
        Kept known = kept.get(org);
        if (known != null && nanoTime.getAsLong() - known.nanos < KEPT.toNanos()) return known.keys;
        if (kept.size() > MOST_KEPT) kept.clear();
        List<WebhookSignature.Key> keys = asked(org, known);
        kept.put(org, new Kept(keys, nanoTime.getAsLong()));
        return keys;
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

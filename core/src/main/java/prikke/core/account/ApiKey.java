package prikke.core.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key, bound to one organization. Its secret is known to nobody after it was made.
 *
 * @param publicId the part before the dot, {@code pk_live_…}
 * @param expiresAt when it ceases to hold, or null for never
 * @param lastUsedAt when it was last used, to the minute; null when it never was
 */
public record ApiKey(
        UUID id,
        UUID org,
        String name,
        String publicId,
        Scope scope,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}

package prikke.core.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A secret that deliveries are signed with.
 *
 * @param secret {@code whsec_…}, or null where the caller may not see it
 * @param retiresAt when it ceases to sign, or null for the current one
 */
public record SigningSecret(
        UUID id,
        @Nullable String secret,
        Instant createdAt,
        @Nullable Instant retiresAt) {

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "signing secret " + id;
    }
}

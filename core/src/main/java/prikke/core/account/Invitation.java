package prikke.core.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way into an organization that has not been taken yet. Its token is known to those it was given to.
 *
 * @param email the only address that may take it; null where whoever has the link may
 * @param role what whoever takes it becomes
 * @param invitedBy the address of the member who made it
 */
public record Invitation(
        UUID id,
        UUID org,
        @Nullable String email,
        Role role,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt) {}

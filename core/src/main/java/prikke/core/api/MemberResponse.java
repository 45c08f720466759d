package prikke.core.api;

import java.time.Instant;
import java.util.UUID;

/**
 * A member of an organization.
 *
 * @param role {@code owner}, {@code admin}, {@code member} or {@code viewer}
 */
public record MemberResponse(UUID userId, String email, String role, Instant joinedAt) {}

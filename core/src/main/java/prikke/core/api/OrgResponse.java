package prikke.core.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization.
 *
 * @param role the caller's role in it: {@code owner}, {@code admin}, {@code member} or {@code viewer}; null for a key
 */
public record OrgResponse(UUID id, String name, @Nullable String role, Instant createdAt) {}

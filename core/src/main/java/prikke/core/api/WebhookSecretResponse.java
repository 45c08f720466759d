package prikke.core.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A secret that deliveries are signed with.
 *
 * @param secret {@code whsec_…}, or null when the caller's role may not see it
 * @param retiresAt when it ceases to sign, or null for the current one
 */
public record WebhookSecretResponse(UUID id, @Nullable String secret, Instant createdAt, @Nullable Instant retiresAt) {}

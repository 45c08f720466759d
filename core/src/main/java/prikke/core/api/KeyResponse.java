package prikke.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key.
 *
 * @param publicId the part before the dot, {@code pk_live_…}
 * @param token {@code pk_live_….sk_live_…}; only in the creating answer
 */
public record KeyResponse(
        UUID id,
        String name,
        String publicId,
        String scope,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {}

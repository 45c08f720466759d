package prikke.core.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere that the caller is signed in.
 *
 * @param lastUsedAt when it was last used, to the minute
 * @param expiresAt when it ends unless it is used before
 * @param address where it was opened from
 * @param userAgent the program that opened it, as it calls itself
 * @param current whether it is the one that asks
 */
public record MySessionResponse(
        UUID id,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        @Nullable String address,
        @Nullable String userAgent,
        boolean current) {}

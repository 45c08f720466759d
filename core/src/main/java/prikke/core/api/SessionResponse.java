package prikke.core.api;

import java.time.Instant;

/**
 * What signing in answers.
 *
 * @param token the user token, for {@code Authorization: Bearer}; shown here only
 * @param expiresAt when it ceases to hold
 * @param me who has signed in
 */
public record SessionResponse(String token, Instant expiresAt, MeResponse me) {}

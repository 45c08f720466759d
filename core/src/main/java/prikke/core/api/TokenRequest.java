package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /auth/magic-link/confirm} and {@code POST /auth/email/confirm} take.
 *
 * @param token from the link that was mailed
 */
public record TokenRequest(@Nullable String token) {
    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "TokenRequest[…]";
    }
}

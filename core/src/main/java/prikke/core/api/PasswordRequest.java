package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /auth/password-reset/confirm} takes.
 *
 * @param token from the link that was mailed
 * @param password the new password
 */
public record PasswordRequest(@Nullable String token, @Nullable String password) {
    /** Both stay out of logs. */
    @Override
    public String toString() {
        return "PasswordRequest[…]";
    }
}

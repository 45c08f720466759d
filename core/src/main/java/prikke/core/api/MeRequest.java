package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code PATCH /me} takes. What is left out stays as it is.
 *
 * @param email the new address; it holds once the link that is mailed to it has been followed
 * @param password the new password; it holds at once, and signs out all other sessions
 * @param currentPassword the password that holds now
 */
public record MeRequest(@Nullable String email, @Nullable String password, @Nullable String currentPassword) {
    /** The passwords stay out of logs. */
    @Override
    public String toString() {
        return "MeRequest[" + email + "]";
    }
}

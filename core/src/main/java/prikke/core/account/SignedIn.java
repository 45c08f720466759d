package prikke.core.account;

import java.time.Instant;

/**
 * A user who has just signed in.
 *
 * @param token the user token, known to nobody after this
 * @param expiresAt when it ceases to hold unless it is used before
 */
public record SignedIn(String token, Instant expiresAt, Identity.User user) {
    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "SignedIn[" + user.id() + "]";
    }
}

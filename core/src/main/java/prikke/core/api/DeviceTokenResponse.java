package prikke.core.api;

import java.time.Instant;

/**
 * What a program gets that has been let in: what RFC 6749, section 5.1, says, and besides it what signing in answers.
 *
 * @param accessToken the user token, as {@code token}
 * @param tokenType {@code Bearer}
 * @param expiresIn for how many seconds the token holds unless it is used
 */
public record DeviceTokenResponse(
        String accessToken, String tokenType, long expiresIn, String token, Instant expiresAt, MeResponse me) {
    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "DeviceTokenResponse[" + me + "]";
    }
}

package prikke.core.api;

/**
 * How to have a program signed in (RFC 8628, section 3.2).
 *
 * @param deviceCode what the program asks with
 * @param userCode what its user enters at {@code verificationUri}
 * @param verificationUriComplete the same page with the code entered
 * @param expiresIn for how many seconds both codes hold
 * @param interval how many seconds to leave between two questions
 */
public record DeviceResponse(
        String deviceCode,
        String userCode,
        String verificationUri,
        String verificationUriComplete,
        long expiresIn,
        int interval) {
    /** The codes stay out of logs. */
    @Override
    public String toString() {
        return "DeviceResponse[" + verificationUri + "]";
    }
}

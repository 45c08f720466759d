package prikke.core.api;

/**
 * Why a program is not let in, or not yet: the fields of RFC 6749, section 5.2, and beside them those of a {@link Problem}.
 *
 * @param error {@code authorization_pending}, {@code slow_down}, {@code access_denied}, {@code expired_token}, {@code invalid_grant},
 *     {@code invalid_request} or {@code unsupported_grant_type}
 * @param code the same
 * @param detail the same as {@code errorDescription}
 */
public record DeviceErrorResponse(
        String error, String errorDescription, String type, String title, int status, String code, String detail) {

    /** An error, answered with 400. */
    public static DeviceErrorResponse of(String error, String words) {
        return new DeviceErrorResponse(error, words, "about:blank", "Bad Request", 400, error, words);
    }
}

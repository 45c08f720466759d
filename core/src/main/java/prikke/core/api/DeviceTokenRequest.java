package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /auth/device/token} takes (RFC 8628, section 3.4), as JSON or as a form.
 *
 * @param grantType {@link #GRANT_TYPE}
 * @param clientId taken, and of no effect
 */
public record DeviceTokenRequest(@Nullable String grantType, @Nullable String deviceCode, @Nullable String clientId) {
    /** The only grant that there is. */
    public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

    /** The code stays out of logs. */
    @Override
    public String toString() {
        return "DeviceTokenRequest[" + grantType + "]";
    }
}

package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /auth/device} takes (RFC 8628, section 3.1), as JSON or as a form. Neither field changes anything: all programs are
 * alike here, and get in as far as their user.
 */
public record DeviceRequest(@Nullable String clientId, @Nullable String scope) {}

package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /keys/{id}/rotate} and {@code POST /webhook-secrets/rotate} take.
 *
 * @param overlap how long the old goes on to hold beside the new, {@code 0s} to {@code 30d}; 24 hours where it is missing
 */
public record RotateRequest(@Nullable String overlap) {}

package prikke.core.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is given again.
 *
 * @param version what its ETag is made from, or null
 * @param body null for an empty answer
 */
public record Kept(int status, @Nullable String version, byte @Nullable [] body) {}

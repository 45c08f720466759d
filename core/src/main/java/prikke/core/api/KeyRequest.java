package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /keys} takes.
 *
 * @param name what the key is for
 * @param scope {@code read}, {@code write} (the default) or {@code admin}
 * @param expires a duration from now ({@code 90d}), or null for a key that does not expire
 */
public record KeyRequest(@Nullable String name, @Nullable String scope, @Nullable String expires) {}

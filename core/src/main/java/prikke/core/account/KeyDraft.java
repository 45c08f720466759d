package prikke.core.account;

import org.jspecify.annotations.Nullable;

/**
 * An API key as asked for, unchecked.
 *
 * @param name what it is for
 * @param scope {@code read}, {@code write} or {@code admin}; {@code write} when null
 * @param expires after how long it ceases to hold, such as {@code 90d}; never when null
 */
public record KeyDraft(
        @Nullable String name,
        @Nullable String scope,
        @Nullable String expires) {}

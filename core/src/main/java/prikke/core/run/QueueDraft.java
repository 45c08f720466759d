package prikke.core.run;

import org.jspecify.annotations.Nullable;

/**
 * A queue as a user states it, unchecked; what is null takes its default.
 *
 * @param concurrency how many may run at once, 1 to 1,000; 1 when left out
 * @param rate such as {@code 100/m}: how many may begin a second, minute or hour; no limit when left out
 */
public record QueueDraft(@Nullable Integer concurrency, @Nullable String rate) {}

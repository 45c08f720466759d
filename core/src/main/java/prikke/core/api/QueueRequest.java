package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code PUT /queues/{name}} takes.
 *
 * @param concurrency how many may run at once, 1 to 1,000; 1 when left out
 * @param rate how many may begin in a time, such as {@code 100/m}; no limit when left out
 */
public record QueueRequest(@Nullable Integer concurrency, @Nullable String rate) {}

package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * A queue as it stands.
 *
 * @param rate null for no limit
 * @param paused whether nothing of it begins until it is resumed
 * @param waiting how many of its executions are due and have not begun, or wait to be retried
 * @param running how many of its attempts are under way
 */
public record QueueResponse(String name, int concurrency, @Nullable String rate, boolean paused, int waiting, int running) {}

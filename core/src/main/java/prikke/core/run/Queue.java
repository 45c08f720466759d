package prikke.core.run;

import org.jspecify.annotations.Nullable;

/**
 * A named lane of an organization, as it stands.
 *
 * @param rate null for no limit
 * @param paused whether nothing of it begins until it is resumed
 * @param waiting how many of its executions are due and have not begun, or wait to be retried
 * @param running how many of its attempts are under way
 */
public record Queue(String name, int concurrency, @Nullable RateLimit rate, boolean paused, int waiting, int running) {}

package prikke.core.stats;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job whose executions do not all go well.
 *
 * @param job null for one-offs, which are taken together
 * @param count how many failed, timed out or were missed
 */
public record Failing(@Nullable UUID job, long count) {}

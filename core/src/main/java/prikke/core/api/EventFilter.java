package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * Which events to be told of. Null does not filter.
 *
 * @param job a job's id or key: only what happens to it and to its executions
 * @param types those of {@link EventResponse}, or {@code execution} or {@code job} for all of one sort; several with commas between
 * @param status only what leaves an execution in that state; several with commas between
 */
public record EventFilter(@Nullable String job, @Nullable String types, @Nullable String status) {

    /** All of them. */
    public static final EventFilter ALL = new EventFilter(null, null, null);
}

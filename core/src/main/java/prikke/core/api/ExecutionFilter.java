package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * Which executions to list. Null does not filter.
 *
 * @param job a job's id or key
 * @param since an RFC 3339 instant, or a duration back from now ({@code 1h})
 * @param until the same
 */
public record ExecutionFilter(
        @Nullable String job,
        @Nullable String status,
        @Nullable String queue,
        @Nullable String since,
        @Nullable String until) {

    /** All of them. */
    public static final ExecutionFilter ALL = new ExecutionFilter(null, null, null, null, null);
}

package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * Which executions to list. Null does not filter.
 *
 * @param job a job's id or key
 * @param since an RFC 3339 instant, or a duration back from now ({@code 1h})
 * @param until the same
 * @param q occurs in the job's key, the error or the reason, whatever the case
 * @param sort {@code scheduled_for}, or {@code -scheduled_for} for the latest first, which it is unless given
 */
public record ExecutionFilter(
        @Nullable String job,
        @Nullable String status,
        @Nullable String queue,
        @Nullable String since,
        @Nullable String until,
        @Nullable String q,
        @Nullable String sort) {

    /** Without a text, the latest first. */
    public ExecutionFilter(
            @Nullable String job, @Nullable String status, @Nullable String queue, @Nullable String since, @Nullable String until) {
        this(job, status, queue, since, until, null, null);
    }

    /** All of them. */
    public static final ExecutionFilter ALL = new ExecutionFilter(null, null, null, null, null);
}

package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /executions/replay} takes: which executions to replay. Null does not filter.
 *
 * @param status one that is an end; without it {@code failed} and {@code timeout} are meant
 * @param job a job's id or key
 * @param since an RFC 3339 instant, or a duration back from now ({@code 1h})
 * @param until the same
 * @param limit how many at the most, 1 to 1,000; 1,000 where it is missing
 */
public record ReplayRequest(
        @Nullable String status,
        @Nullable String job,
        @Nullable String queue,
        @Nullable String since,
        @Nullable String until,
        @Nullable Integer limit) {}

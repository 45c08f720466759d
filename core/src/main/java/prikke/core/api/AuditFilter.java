package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log to list; what is null does not narrow the list.
 *
 * @param since an instant, or a duration back from now
 * @param until likewise
 * @param actor the id of a user or key, or its name as it was then
 * @param action such as {@code job.update}, or {@code job} for all that is done to jobs
 */
public record AuditFilter(
        @Nullable String since,
        @Nullable String until,
        @Nullable String actor,
        @Nullable String action) {}

package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list, and in which order. Null does not filter.
 *
 * @param q occurs in key, name or URL, whatever the case
 * @param tag is among the tags
 * @param enabled whether the job is not paused
 * @param sort {@code created_at}, {@code key}, {@code name} or {@code next_run_at}, with a minus before it for the other way round; newest
 *     first unless given
 */
public record JobFilter(@Nullable String q, @Nullable String tag, @Nullable Boolean enabled, @Nullable String sort) {

    /** All of them. */
    public static final JobFilter ALL = new JobFilter(null, null, null, null);
}

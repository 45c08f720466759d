package prikke.core.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Place;

/**
 * Which jobs to list, and in which order.
 *
 * @param text occurs in key, name or URL, whatever the case; null for any
 * @param tag is among the tags; null for any
 * @param enabled null for either
 * @param recurring null for either
 * @param now what is still to come is so by this instant
 * @param after only jobs behind this place in the order; null for the first page
 * @param limit 1 to 200
 */
public record JobFilter(
        @Nullable String text,
        @Nullable String tag,
        @Nullable Boolean enabled,
        @Nullable Boolean recurring,
        JobOrder order,
        Instant now,
        @Nullable Place after,
        int limit) {

    /** Newest first. */
    public JobFilter(
            @Nullable String text,
            @Nullable String tag,
            @Nullable Boolean enabled,
            @Nullable Boolean recurring,
            @Nullable UUID before,
            int limit) {
        this(text, tag, enabled, recurring, JobOrder.NEWEST_FIRST, Instant.EPOCH, before == null ? null : new Place(null, before), limit);
    }
}

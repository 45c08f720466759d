package prikke.core.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list, newest first.
 *
 * @param text occurs in key, name or URL, whatever the case; null for any
 * @param tag is among the tags; null for any
 * @param enabled null for either
 * @param recurring null for either
 * @param before only jobs whose id is smaller; null for the first page
 * @param limit 1 to 200
 */
public record JobFilter(
        @Nullable String text,
        @Nullable String tag,
        @Nullable Boolean enabled,
        @Nullable Boolean recurring,
        @Nullable UUID before,
        int limit) {}

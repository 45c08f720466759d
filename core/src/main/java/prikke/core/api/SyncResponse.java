package prikke.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code PUT /sync} has done, or would do.
 *
 * @param dryRun whether nothing was done
 * @param prune whether what a sync had made and is not named was to be deleted
 */
public record SyncResponse(
        boolean dryRun, boolean prune, List<Item> created, List<Item> updated, List<Item> deleted, List<Item> unchanged) {

    /**
     * A job or a queue.
     *
     * @param type {@code job} or {@code queue}
     * @param key a job's key, a queue's name
     * @param id a job's; null for a queue, and for a job that is not there yet
     * @param changes by field, the value before and the value after, each null where there was none; credentials are masked, and of a
     *     long body only the size is told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(String type, String key, @Nullable UUID id, Map<String, List<@Nullable Object>> changes) {}
}

package prikke.core.api;

import java.util.List;
import java.util.UUID;

/**
 * What {@code POST /executions/replay} answers.
 *
 * @param count how many executions were replayed
 * @param ids the new executions, those of the latest occurrences first
 * @param more whether there are further ones that match; the same request again goes on with them
 */
public record ReplayResponse(int count, List<UUID> ids, boolean more) {}

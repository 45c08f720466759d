package prikke.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param data the items
 * @param nextCursor what to send as {@code cursor} for the next page, or null on the last one
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {}

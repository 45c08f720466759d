package prikke.core;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list.
 *
 * @param items the items, in the list's order
 * @param next the id after which the list goes on, or null when this is its end
 */
public record Slice<T>(List<T> items, @Nullable UUID next) {

    /** Of up to {@code limit + 1} items that were looked up: the one too many only tells that there are more. */
    public static <T> Slice<T> of(List<T> found, int limit, Function<T, UUID> id) {
        if (found.size() <= limit) return new Slice<>(List.copyOf(found), null);
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Slice<>(items, id.apply(items.getLast()));
    }
}

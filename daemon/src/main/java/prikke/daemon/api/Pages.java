package prikke.daemon.api;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.core.Place;
import prikke.core.Slice;
import prikke.core.api.Page;
import prikke.daemon.http.Cursor;
import prikke.daemon.http.Query;
import prikke.daemon.http.Sort;

/** Lists as they are answered. */
final class Pages {
    private Pages() {}

    static <T, R> Page<R> of(Slice<T> slice, Function<T, R> encode) {
        UUID next = slice.next();
        return new Page<>(slice.items().stream().map(encode).toList(), next == null ? null : Cursor.encode(next));
    }

    /** Of a list that can be sorted differently; {@code more} where it goes on. */
    static <T, R> Page<R> sorted(List<T> items, boolean more, Sort sort, Function<T, Place> place, Function<T, R> encode) {
        String next = more ? Cursor.encode(sort.text(), place.apply(items.getLast())) : null;
        return new Page<>(items.stream().map(encode).toList(), next);
    }

    /** The same of a list whose items lie in the order of their ids. */
    static <T, R> Page<R> sorted(Slice<T> slice, Sort sort, Function<T, R> encode) {
        UUID next = slice.next();
        return new Page<>(slice.items().stream().map(encode).toList(), next == null ? null : Cursor.encode(sort.text(), new Place(null, next)));
    }

    /** The page that a query asks for of a list that is short enough to be had whole. */
    static <T, R> Page<R> within(List<T> all, Function<T, UUID> id, Query query, Function<T, R> encode) {
        UUID after = query.cursor();
        int limit = query.limit();
        List<T> rest = after(all, id, after).limit(limit + 1L).toList();
        return of(Slice.of(rest, limit, id), encode);
    }

    private static <T> Stream<T> after(List<T> all, Function<T, UUID> id, @Nullable UUID after) {
        return after == null
                ? all.stream()
                : all.stream().dropWhile(item -> !id.apply(item).equals(after)).skip(1);
    }
}

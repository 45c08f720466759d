package prikke.core.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list of the server, all pages of it, each fetched when the iteration comes to it. Iterating throws {@link ApiException} and
 * {@link UnreachableException}.
 */
public final class Listing<T> implements Iterable<Answer<T>> {
    private final Function<@Nullable String, JsonNode> fetch;
    private final Class<T> type;

    /**
     * @param fetch gives the page of a cursor, and the first page for null
     */
    Listing(Function<@Nullable String, JsonNode> fetch, Class<T> type) {
        this.fetch = fetch;
        this.type = type;
    }

    /** Every item as a record. */
    public List<T> values() {
        return stream().map(Answer::value).toList();
    }

    /** Every item, fetched as the stream is read. */
    public Stream<Answer<T>> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<Answer<T>> iterator() {
        return new Pages();
    }

    private final class Pages implements Iterator<Answer<T>> {
        private Iterator<JsonNode> page;
        private @Nullable String next;

        Pages() {
            JsonNode first = fetch.apply(null);
            page = data(first);
            next = cursor(first);
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && next != null) {
                JsonNode json = fetch.apply(next);
                page = data(json);
                next = cursor(json);
            }
            return page.hasNext();
        }

        @Override
        public Answer<T> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return new Answer<>(page.next(), type);
        }

        private Iterator<JsonNode> data(JsonNode json) {
            JsonNode data = json.get("data");
            if (data == null || !data.isArray()) {
                throw ApiException.unexpected(200, "The answer is not a list.");
            }
            return data.iterator();
        }

        private @Nullable String cursor(JsonNode json) {
            JsonNode cursor = json.get("next_cursor");
            return cursor == null || cursor.isNull() ? null : cursor.textValue();
        }
    }
}

package prikke.core.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered: the JSON exactly as it came, and the record that it stands for.
 *
 * @param json every field that was answered, those that this client does not know included
 * @param type what {@link #value} gives
 * @param etag names this state of the thing, to be changed only if it is still in it; null where the server gave none
 */
public record Answer<T>(JsonNode json, Class<T> type, @Nullable String etag) {

    /** One without a tag. */
    public Answer(JsonNode json, Class<T> type) {
        this(json, type, null);
    }

    /**
     * The answer as a record.
     *
     * @throws ApiException if the JSON is not such a record
     */
    public T value() {
        try {
            return Records.read(json, type);
        } catch (JsonProcessingException e) {
            throw ApiException.unexpected(200, "The answer is not a " + type.getSimpleName() + ": " + e.getOriginalMessage());
        }
    }
}

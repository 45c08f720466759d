package prikke.core.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the server answered: the JSON exactly as it came, and the record that it stands for.
 *
 * @param json every field that was answered, those that this client does not know included
 * @param type what {@link #value} gives
 */
public record Answer<T>(JsonNode json, Class<T> type) {

    /**
     * The answer as a record.
     *
     * @throws ApiException if the JSON is not such a record
     */
    public T value() {
        try {
            return Json.mapper().treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw ApiException.unexpected(200, "The answer is not a " + type.getSimpleName() + ": " + e.getOriginalMessage());
        }
    }
}

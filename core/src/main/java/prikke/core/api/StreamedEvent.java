package prikke.core.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What an {@link EventStream} gives. */
public sealed interface StreamedEvent {

    /**
     * Something has happened.
     *
     * @param json the event exactly as it came
     */
    record Happened(String id, String type, JsonNode json) implements StreamedEvent {

        /**
         * The event as a record.
         *
         * @throws ApiException if it is none
         */
        public EventResponse value() {
            try {
                return Records.read(json, EventResponse.class);
            } catch (JsonProcessingException e) {
                throw ApiException.unexpected(200, "The event is not one of Prikke's: " + e.getOriginalMessage());
            }
        }
    }

    /**
     * What has happened since the last event is not to be had any more, or not all of it; what follows is what happens from now on.
     *
     * @param detail in words
     */
    record Gap(@Nullable String detail) implements StreamedEvent {}

    /** The connection was lost, and is being made anew; whatever happens meanwhile will be told of. */
    record Lost(String why) implements StreamedEvent {}

    /** It is there again. */
    record Restored() implements StreamedEvent {}
}

package prikke.core.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the API from JSON, and JSON from records. Those that consist of what the API's do, and JSON that is as it should be, go without the
 * mapper, whose looking into types takes a command line longer than all else that it does; whatever else there is, the mapper reads,
 * writes or refuses.
 */
final class Records {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private Records() {}

    static <T> T read(JsonNode json, Class<T> type) throws JsonProcessingException {
        try {
            if (type.isRecord() && json.isObject()) return type.cast(shape(type).record(json));
        } catch (UnlikeException e) {
            return Json.mapper().treeToValue(json, type);
        }
        return Json.mapper().treeToValue(json, type);
    }

    static ObjectNode write(Object value) {
        try {
            if (value.getClass().isRecord()) return shape(value.getClass()).document(value);
        } catch (UnlikeException e) {
            return Json.mapper().valueToTree(value);
        }
        return Json.mapper().valueToTree(value);
    }

    static RecordShape shape(Class<?> type) {
        return SHAPES.get(type);
    }

    /** Something is not as it usually is; without a trace, since it is caught close by. */
    static final class UnlikeException extends Exception {
        private static final long serialVersionUID = 1;

        UnlikeException(@Nullable Throwable cause) {
            super(null, cause, false, false);
        }
    }
}

package prikke.cli.sync;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The types of a record's fields, by their names in a document: what the API takes as text is taken from a file as it is written there,
 * whatever YAML would make of it ({@code 200}, {@code on}, {@code 2030-01-01}).
 */
final class Fields {
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private final Map<String, Class<?>> types = new LinkedHashMap<>();

    Fields(Class<? extends Record> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            types.put(SNAKE_CASE.translate(component.getName()), component.getType());
        }
    }

    /** Whether whatever stands there, also deeper, is text. */
    boolean isText(String field) {
        Class<?> type = types.get(field);
        return type != null && type != Integer.class && type != Boolean.class;
    }
}

package prikke.core.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small collections as JSON in a text column: read and written whole, never searched by the database. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> MAP = new TypeReference<>() {};
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
    private static final TypeReference<LinkedHashMap<String, List<@Nullable Object>>> LISTS = new TypeReference<>() {};

    private JsonText() {}

    public static String of(Map<String, String> map) {
        return map.isEmpty() ? "{}" : write(map);
    }

    public static String of(List<String> list) {
        return list.isEmpty() ? "[]" : write(list);
    }

    /** Lists by name, of texts, numbers, truth values, nulls and lists of these. */
    public static String ofLists(Map<String, List<@Nullable Object>> lists) {
        return lists.isEmpty() ? "{}" : write(lists);
    }

    /** The map, in the order in which it was written. */
    public static Map<String, String> map(String text) {
        return text.equals("{}") ? Map.of() : read(text, MAP);
    }

    public static List<String> list(String text) {
        return text.equals("[]") ? List.of() : List.copyOf(read(text, LIST));
    }

    /** What {@link #ofLists} wrote, in the same order. */
    public static Map<String, List<@Nullable Object>> lists(String text) {
        return text.equals("{}") ? Map.of() : read(text, LISTS);
    }

    private static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text can always be written as JSON", e);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column holds what is no JSON", e);
        }
    }
}

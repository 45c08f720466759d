package prikke.daemon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.Nearest;
import prikke.core.ProblemException;

/**
 * Decodes a JSON object into a record of optional components, field by field, so that every field that is unknown or of
 * another type is named at once; Jackson itself would stop at the first.
 */
public final class RecordDecoder {
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

    private RecordDecoder() {}

    /**
     * Decodes. Components may be text, whole numbers, booleans, maps of text and lists of text; what is absent or null
     * is null.
     *
     * @throws ProblemException naming every field that is unknown or of another type
     */
    public static <R extends Record> R decode(ObjectNode object, Class<R> type) {
        Faults faults = new Faults();
        R decoded = decode(object, type, faults);
        faults.throwIfAny();
        return decoded;
    }

    /** Decodes what can be, and notes every field that is unknown or of another type. */
    public static <R extends Record> R decode(ObjectNode object, Class<R> type, Faults faults) {
        RecordComponent[] components = type.getRecordComponents();
        addUnknown(object, type, faults);
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) values[i] = value(object, components[i], faults);
        return construct(type, components, values);
    }

    /**
     * Refuses the fields that the record has no component for.
     *
     * @throws ProblemException naming every one
     */
    public static void requireKnown(ObjectNode object, Class<? extends Record> type) {
        Faults faults = new Faults();
        addUnknown(object, type, faults);
        faults.throwIfAny();
    }

    private static void addUnknown(ObjectNode object, Class<? extends Record> type, Faults faults) {
        Set<String> names = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) names.add(name(component));
        object.fieldNames().forEachRemaining(field -> {
            if (names.contains(field)) return;
            String near = Nearest.to(field, names);
            String hint =
                    near == null ? "Leave it out; the fields are " + String.join(", ", names) : "Did you mean " + near;
            faults.add(shown(field), "unknown_field", "There is no such field. " + hint + (near == null ? "." : "?"));
        });
    }

    private static @Nullable Object value(ObjectNode object, RecordComponent component, Faults faults) {
        String field = name(component);
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) return null;
        Class<?> type = component.getType();
        if (type == String.class) return text(node, field, faults);
        if (type == Integer.class) return number(node, field, faults);
        if (type == Boolean.class) return bool(node, field, faults);
        if (type == Map.class) return map(node, field, faults);
        if (type == List.class) return list(node, field, faults);
        throw new IllegalStateException("No way to decode " + component);
    }

    private static @Nullable String text(JsonNode node, String field, Faults faults) {
        if (!node.isTextual()) {
            wrong(faults, field, "must be text in quotes", node);
            return null;
        }
        String text = node.textValue();
        // PostgreSQL keeps no NUL in text; a job's body is kept as bytes and may hold anything that has a UTF-8 form.
        boolean storable = field.equals("body") || text.indexOf('\0') < 0;
        if (storable && StandardCharsets.UTF_8.newEncoder().canEncode(text)) return text;
        faults.add(field, "invalid_text", "must not hold NUL characters or unpaired surrogates");
        return null;
    }

    private static @Nullable Integer number(JsonNode node, String field, Faults faults) {
        if (node.isIntegralNumber() && node.canConvertToInt()) return node.intValue();
        wrong(faults, field, "must be a whole number", node);
        return null;
    }

    private static @Nullable Boolean bool(JsonNode node, String field, Faults faults) {
        if (node.isBoolean()) return node.booleanValue();
        wrong(faults, field, "must be true or false", node);
        return null;
    }

    private static @Nullable Map<String, String> map(JsonNode node, String field, Faults faults) {
        if (!node.isObject()) {
            wrong(faults, field, "must be an object of names and texts", node);
            return null;
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String value = text(entry.getValue(), field + "." + shown(entry.getKey()), faults);
            if (value != null) map.put(entry.getKey(), value);
        }
        return map;
    }

    private static @Nullable List<String> list(JsonNode node, String field, Faults faults) {
        if (!node.isArray()) {
            wrong(faults, field, "must be a list of texts", node);
            return null;
        }
        List<String> list = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String value = text(node.get(i), field + "[" + i + "]", faults);
            if (value != null) list.add(value);
        }
        return list;
    }

    private static void wrong(Faults faults, String field, String expected, JsonNode node) {
        String is =
                switch (node.getNodeType()) {
                    case STRING -> "text";
                    case NUMBER ->
                        node.isIntegralNumber() && !node.canConvertToInt() ? "too large a number" : "a number";
                    case BOOLEAN -> "true or false";
                    case ARRAY -> "a list";
                    case OBJECT -> "an object";
                    default -> "null";
                };
        faults.add(field, "wrong_type", expected + "; this is " + is);
    }

    private static <R extends Record> R construct(
            Class<R> type, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("The API's records are public and refuse nothing: " + type, e);
        }
    }

    private static String name(RecordComponent component) {
        return SNAKE_CASE.translate(component.getName());
    }

    /** A name of the caller's making, no longer and no stranger than an answer should repeat. */
    private static String shown(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return printable.length() <= 100 ? printable : printable.substring(0, 100) + "…";
    }
}

package prikke.daemon.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
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

    /** What reflection tells of a record is asked once: it costs more than the decoding, and jobs come by the hundred. */
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private RecordDecoder() {}

    /** The fields that become a record, in the order of its components, and what makes it of them. */
    private record Shape(List<Field> fields, Set<String> names, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            List<Field> fields = Arrays.stream(type.getRecordComponents())
                    .map(component -> new Field(SNAKE_CASE.translate(component.getName()), component.getType()))
                    .toList();
            Set<String> names = new LinkedHashSet<>();
            for (Field field : fields) names.add(field.name());
            Class<?>[] types = fields.stream().map(Field::type).toArray(Class<?>[]::new);
            try {
                return new Shape(fields, names, type.getDeclaredConstructor(types));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("Every record has such a constructor", e);
            }
        }
    }

    private record Field(String name, Class<?> type) {}

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
        Shape shape = SHAPES.get(type);
        addUnknown(object, shape, faults);
        @Nullable Object[] values = new @Nullable Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) values[i] = value(object, shape.fields().get(i), faults);
        return construct(type, shape, values);
    }

    /**
     * Refuses the fields that the record has no component for.
     *
     * @throws ProblemException naming every one
     */
    public static void requireKnown(ObjectNode object, Class<? extends Record> type) {
        Faults faults = new Faults();
        addUnknown(object, SHAPES.get(type), faults);
        faults.throwIfAny();
    }

    private static void addUnknown(ObjectNode object, Shape shape, Faults faults) {
        Set<String> names = shape.names();
        object.fieldNames().forEachRemaining(field -> {
            if (names.contains(field)) return;
            String near = Nearest.to(field, names);
            String hint =
                    near == null ? "Leave it out; the fields are " + String.join(", ", names) : "Did you mean " + near;
            faults.add(shown(field), "unknown_field", "There is no such field. " + hint + (near == null ? "." : "?"));
        });
    }

    private static @Nullable Object value(ObjectNode object, Field component, Faults faults) {
        String field = component.name();
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) return null;
        Class<?> type = component.type();
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
        if (storable && !holdsUnpaired(text)) return text;
        faults.add(field, "invalid_text", "must not hold NUL characters or unpaired surrogates");
        return null;
    }

    /** Half of a character, for which there are no bytes in UTF-8. */
    private static boolean holdsUnpaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) continue;
            if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) return true;
            i++;
        }
        return false;
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

    private static <R extends Record> R construct(Class<R> type, Shape shape, @Nullable Object[] values) {
        try {
            return type.cast(shape.constructor().newInstance(values));
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The API's records are public and refuse nothing: " + type, e);
        }
    }

    /** A name of the caller's making, no longer and no stranger than an answer should repeat. */
    private static String shown(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return printable.length() <= 100 ? printable : printable.substring(0, 100) + "…";
    }
}

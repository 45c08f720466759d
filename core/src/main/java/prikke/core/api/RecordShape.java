package prikke.core.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Records.UnlikeException;

/** What a record consists of, and what its fields are called in JSON. */
final class RecordShape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final String[] names;
    private final Type[] types;
    private final Method[] accessors;

    RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        names = new String[components.length];
        types = new Type[components.length];
        accessors = new Method[components.length];
        var raw = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            names[i] = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(components[i].getName());
            raw[i] = components[i].getType();
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
            types[i] = raw[i] == List.class || raw[i] == Map.class ? components[i].getGenericType() : raw[i];
        }
        this.type = type;
        try {
            constructor = type.getDeclaredConstructor(raw);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    Object record(JsonNode json) throws UnlikeException {
        var values = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(json.get(names[i]), types[i]);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new UnlikeException(e);
        }
    }

    private static @Nullable Object value(@Nullable JsonNode json, Type type) throws UnlikeException {
        if (json == null || json.isNull()) return nothing(type);
        if (type instanceof ParameterizedType generic) return container(json, generic.getRawType(), generic.getActualTypeArguments());
        if (json.isTextual()) return ofText(json.textValue(), type);
        if (json.isBoolean() && (type == boolean.class || type == Boolean.class || type == Object.class)) return json.booleanValue();
        if (json.isNumber()) return ofNumber(json, type);
        if (json.isObject() && type instanceof Class<?> of && of.isRecord()) return Records.shape(of).record(json);
        throw new UnlikeException(null);
    }

    ObjectNode document(Object record) throws UnlikeException {
        if (annotated()) throw new UnlikeException(null);
        ObjectNode document = NODES.objectNode();
        for (int i = 0; i < names.length; i++) {
            try {
                document.set(names[i], node(accessors[i].invoke(record)));
            } catch (ReflectiveOperationException e) {
                throw new UnlikeException(e);
            }
        }
        return document;
    }

    /** Whether annotations say how it is written, which only the mapper knows of. Not found out to read, since it takes a while. */
    private boolean annotated() {
        return type.getDeclaredAnnotations().length > 0
                || Stream.of(accessors).anyMatch(accessor -> accessor.getDeclaredAnnotations().length > 0);
    }

    private static JsonNode node(@Nullable Object value) throws UnlikeException {
        if (value == null) return NODES.nullNode();
        if (value instanceof String text) return NODES.textNode(text);
        if (value instanceof Integer number) return NODES.numberNode(number.intValue());
        if (value instanceof Long number) return NODES.numberNode(number.longValue());
        if (value instanceof Double number) return NODES.numberNode(number.doubleValue());
        if (value instanceof Boolean truth) return NODES.booleanNode(truth);
        if (value instanceof Instant instant) return NODES.textNode(Json.instant(instant));
        if (value instanceof UUID id) return NODES.textNode(id.toString());
        if (value instanceof JsonNode node) return node;
        if (value instanceof List<?> list) return array(list);
        if (value instanceof Map<?, ?> map) return object(map);
        if (value.getClass().isRecord()) return Records.shape(value.getClass()).document(value);
        throw new UnlikeException(null);
    }

    private static JsonNode array(List<?> list) throws UnlikeException {
        ArrayNode array = NODES.arrayNode(list.size());
        for (Object item : list) array.add(node(item));
        return array;
    }

    private static JsonNode object(Map<?, ?> map) throws UnlikeException {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<?, ?> field : map.entrySet()) {
            if (!(field.getKey() instanceof String name)) throw new UnlikeException(null);
            object.set(name, node(field.getValue()));
        }
        return object;
    }

    private static @Nullable Object nothing(Type type) throws UnlikeException {
        if (type == boolean.class) return false;
        if (type == int.class) return 0;
        if (type == long.class) return 0L;
        if (type instanceof Class<?> of && (of.isPrimitive() || JsonNode.class.isAssignableFrom(of))) throw new UnlikeException(null);
        return null;
    }

    private static Object ofText(String text, Type type) throws UnlikeException {
        if (type == String.class || type == Object.class) return text;
        try {
            if (type == Instant.class) return Instant.parse(text);
            if (type == UUID.class && text.length() == 36) return UUID.fromString(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnlikeException(e);
        }
        throw new UnlikeException(null);
    }

    private static Object ofNumber(JsonNode json, Type type) throws UnlikeException {
        if (json.isInt() && (type == int.class || type == Integer.class)) return json.intValue();
        if ((json.isInt() || json.isLong()) && (type == long.class || type == Long.class)) return json.longValue();
        if (type == double.class || type == Double.class) return json.doubleValue();
        if (type == Object.class) return json.numberValue();
        throw new UnlikeException(null);
    }

    private static Object container(JsonNode json, Type raw, Type[] of) throws UnlikeException {
        if (raw == List.class && json.isArray()) {
            var list = new ArrayList<@Nullable Object>(json.size());
            for (JsonNode item : json) list.add(value(item, of[0]));
            return list;
        }
        if (raw == Map.class && json.isObject() && of[0] == String.class) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            for (Map.Entry<String, JsonNode> field : json.properties()) map.put(field.getKey(), value(field.getValue(), of[1]));
            return map;
        }
        throw new UnlikeException(null);
    }
}

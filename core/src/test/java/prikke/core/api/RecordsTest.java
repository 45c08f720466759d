package prikke.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record that goes over the wire, held against what the mapper makes of it. */
class RecordsTest {
    private static final List<String> UNUSUAL =
            List.of("null", "\"\"", "\"x\"", "\"5\"", "\"true\"", "1", "0", "-1.5", "5000000000", "123456789012345678901", "true", "[]", "[1]", "{}",
                    "{\"a\": null}", "\"2026-01-02T03:04:05Z\"", "\"2026-01-02T03:04:05+01:00\"", "\"019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55\"");

    @ParameterizedTest
    @MethodSource("types")
    void is_read_without_a_mapper_as_with_one(Class<?> type) throws Exception {
        JsonNode json = Json.mapper().valueToTree(sample(type));

        assertThat(Records.shape(type).record(json)).isEqualTo(Json.mapper().treeToValue(json, type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void is_written_without_a_mapper_as_with_one(Class<?> type) throws Exception {
        Object record = sample(type);

        assertThat(Json.fields(record)).isEqualTo(Json.mapper().<JsonNode>valueToTree(record));
        assertThat(Json.text(Json.fields(record))).isEqualTo(Json.mapper().writeValueAsString(record));
    }

    @ParameterizedTest
    @MethodSource("types")
    void is_read_or_refused_as_by_a_mapper_whatever_a_field_holds(Class<?> type) throws Exception {
        ObjectNode usual = Json.mapper().valueToTree(sample(type));
        for (String field : fields(usual)) {
            for (String value : UNUSUAL) {
                ObjectNode json = usual.deepCopy().set(field, Json.mapper().readTree(value));
                assertThat(outcome(() -> Records.read(json, type))).as("%s: %s", field, value).isEqualTo(outcome(() -> Json.mapper().treeToValue(json, type)));
            }
            ObjectNode less = usual.deepCopy().without(field);
            assertThat(outcome(() -> Records.read(less, type))).as(field).isEqualTo(outcome(() -> Json.mapper().treeToValue(less, type)));
        }
    }

    private static List<String> fields(ObjectNode json) {
        return json.properties().stream().map(Map.Entry::getKey).toList();
    }

    private interface Reading {
        Object read() throws JsonProcessingException;
    }

    private static Object outcome(Reading reading) {
        try {
            return reading.read();
        } catch (JsonProcessingException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static Stream<Class<?>> types() throws IOException, URISyntaxException {
        Path classes = Path.of(Json.class.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve("prikke/core/api");
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("(\\w+(Response|Request)|Problem|StatsFigures)(\\$\\w+)?\\.class"))
                    .<Class<?>>map(name -> named("prikke.core.api." + name.replace(".class", "")))
                    .filter(Class::isRecord)
                    .toList()
                    .stream();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) values[i] = value(components[i].getGenericType());
        Constructor<?> constructor =
                type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object value(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class ? Map.of("key", value(of[1])) : List.of(value(of[0]), value(of[0]));
        }
        if (type == int.class || type == Integer.class) return 7;
        if (type == long.class || type == Long.class) return 5_000_000_000L;
        if (type == boolean.class || type == Boolean.class) return true;
        if (type == Double.class) return 99.5;
        if (type == Instant.class) return Instant.parse("2026-01-02T03:00:00.127Z");
        if (type == UUID.class) return UUID.fromString("019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55");
        if (type instanceof Class<?> of && of.isRecord()) return sample(of);
        return "a \"text\"\nin Århus";
    }
}

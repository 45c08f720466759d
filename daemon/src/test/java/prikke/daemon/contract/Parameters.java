package prikke.daemon.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a route takes besides a body. */
final class Parameters {
    private Parameters() {}

    /** Those of a place, by name in small letters where that is as good as any. */
    static Map<String, JsonNode> in(String place, Operations.Operation operation) {
        Map<String, JsonNode> parameters = new TreeMap<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.get("name").asText();
            if (parameter.get("in").asText().equals(place)) parameters.put(place.equals("header") ? name.toLowerCase(Locale.ROOT) : name, parameter);
        }
        return parameters;
    }

    static List<String> faults(JsonNode parameter, String value, JsonNode document) {
        JsonNode schema = Operations.resolve(document, parameter.path("schema"));
        boolean fits = switch (schema.path("type").asText()) {
            case "integer" -> value.matches("\\d+")
                    && Long.parseLong(value) >= schema.path("minimum").asLong(Long.MIN_VALUE)
                    && Long.parseLong(value) <= schema.path("maximum").asLong(Long.MAX_VALUE);
            case "boolean" -> value.equals("true") || value.equals("false");
            default -> !schema.has("enum") || schema.get("enum").toString().contains("\"" + value + "\"");
        };
        return fits ? List.of() : List.of("the parameter " + parameter.get("name").asText() + " was taken as " + value + ", which is not described");
    }
}

package prikke.daemon.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What values a field takes, in words. */
final class Limits {
    private Limits() {}

    /**
     * @param type what it is by itself
     * @param use what is said of it where it is used, such as its default
     */
    static String of(JsonNode type, JsonNode use) {
        List<String> limits = new ArrayList<>();
        if (type.has("enum")) limits.add(values(type.get("enum")));
        if (type.has("const")) limits.add("always " + type.get("const").asText());
        if (type.has("minimum") || type.has("maximum")) limits.add(range(type.path("minimum").asText(), type.path("maximum").asText()));
        if (type.has("maxLength")) limits.add("up to " + type.get("maxLength").asText() + " characters");
        if (type.has("maxItems") && !type.path("maxItems").equals(type.path("minItems"))) limits.add("up to " + type.get("maxItems").asText());
        if (type.has("maxProperties")) limits.add("up to " + type.get("maxProperties").asText());
        if (use.path("format").asText().equals("uuid")) limits.add("a UUID");
        if (use.has("default")) limits.add("default " + use.get("default").asText());
        return String.join("; ", limits);
    }

    private static String values(JsonNode values) {
        List<String> words = new ArrayList<>();
        values.forEach(value -> {
            if (!value.isNull()) words.add(value.asText());
        });
        return String.join(", ", words);
    }

    private static String range(String least, String most) {
        return most.isEmpty() ? "from " + least : least.isEmpty() ? "up to " + most : least + " to " + most;
    }
}

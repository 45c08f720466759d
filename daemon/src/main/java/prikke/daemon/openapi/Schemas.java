package prikke.daemon.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import prikke.core.api.Json;

/** The schemas of what is sent and answered, written out from their short forms. */
final class Schemas {
    private static final String WHERE = "#/components/schemas/";

    private final ObjectNode all = Json.mapper().createObjectNode();
    private final Map<String, String> alike = new LinkedHashMap<>();

    ObjectNode all() {
        return all;
    }

    /** Adds schemas that say themselves what is required. */
    void add(ObjectNode written) {
        written.properties().forEach(schema -> all.set(schema.getKey(), expandIn((ObjectNode) schema.getValue())));
    }

    /** Adds schemas of requests: whatever is not required may be null. */
    void addRequests(ObjectNode written) {
        written.properties().forEach(named -> {
            ObjectNode schema = begin(named.getKey(), (ObjectNode) named.getValue());
            JsonNode whole = schema.remove("partial");
            if (whole != null) schema.set("properties", patched(all.get(whole.asText()).get("properties").deepCopy()));
            Set<String> required = new TreeSet<>();
            schema.path("required").forEach(field -> required.add(field.asText()));
            schema.path("properties").properties().forEach(field -> {
                if (!required.contains(field.getKey())) NullToo.make((ObjectNode) field.getValue());
            });
        });
    }

    /** As fields of a merge patch, in which null takes something out of a map. */
    private static ObjectNode patched(ObjectNode properties) {
        properties.forEach(field -> {
            if (field.get("additionalProperties") instanceof ObjectNode values) NullToo.make(values);
        });
        return properties;
    }

    /** Adds schemas of answers: every field is there unless it is named as optional. */
    void addAnswers(ObjectNode written) {
        written.properties().forEach(named -> {
            ObjectNode schema = begin(named.getKey(), (ObjectNode) named.getValue());
            Set<String> optional = new TreeSet<>();
            if (schema.remove("optional") instanceof ArrayNode names) names.forEach(name -> optional.add(name.asText()));
            ArrayNode required = schema.putArray("required");
            schema.path("properties").fieldNames().forEachRemaining(field -> {
                if (!optional.contains(field)) required.add(field);
            });
        });
    }

    private ObjectNode begin(String name, ObjectNode written) {
        ObjectNode schema = expandIn(written);
        JsonNode like = schema.remove("like");
        if (like != null) alike.put(name, like.asText());
        ObjectNode typed = Json.mapper().createObjectNode().put("type", "object");
        typed.setAll(schema);
        all.set(name, typed);
        return typed;
    }

    /** Gives fields without a description that of the field of their name in the schema that theirs is like. */
    void describeAlike() {
        alike.forEach((name, other) -> all.get(name).path("properties").properties().forEach(field -> {
            JsonNode description = all.get(other).path("properties").path(field.getKey()).path("description");
            if (!field.getValue().has("description") && description.isTextual()) ((ObjectNode) field.getValue()).set("description", description);
        }));
    }

    static ObjectNode ref(String name) {
        return Json.mapper().createObjectNode().put("$ref", WHERE + name);
    }

    /** The schema of an answer's body: of one thing, or of a page of a list. */
    ObjectNode answer(String name) {
        if (!name.endsWith("[]")) return ref(name);
        String item = name.substring(0, name.length() - 2);
        if (!all.has(item + "Page")) all.set(item + "Page", page(item));
        return ref(item + "Page");
    }

    String description(String name) {
        String item = name.replace("[]", "");
        String description = all.path(item).path("description").asText(item);
        return name.equals(item) ? description : "A page of the list.";
    }

    private static ObjectNode page(String item) {
        ObjectNode page = Json.mapper().createObjectNode().put("type", "object").put("description", "A page of a list.");
        ObjectNode properties = page.putObject("properties");
        properties.putObject("data").put("type", "array").set("items", ref(item));
        ObjectNode cursor = properties.putObject("next_cursor");
        cursor.putArray("type").add("string").add("null");
        cursor.put("description", "The `cursor` of the next page; null on the last one.");
        page.putArray("required").add("data").add("next_cursor");
        return page;
    }

    /** A response that is written out, whose schemas may be pages. */
    ObjectNode expandContent(ObjectNode response) {
        for (JsonNode content : response.path("content")) {
            String name = content.path("schema").path("$ref").asText();
            if (!name.isEmpty()) ((ObjectNode) content).set("schema", answer(name));
        }
        return response;
    }

    /** The same object, written out however deep. */
    ObjectNode expandIn(ObjectNode schema) {
        expand(schema);
        return schema;
    }

    void expand(JsonNode node) {
        node.forEach(this::expand);
        if (!(node instanceof ObjectNode schema)) return;
        if (schema.path("$ref").isTextual() && !schema.get("$ref").asText().startsWith("#")) refer(schema, schema.remove("$ref").asText());
        if (schema.path("type").isTextual() && schema.get("type").asText().endsWith("?")) {
            schema.put("type", schema.get("type").asText().replace("?", ""));
            NullToo.make(schema);
        }
        if (schema.has("example") && (schema.has("properties") || schema.has("partial"))) schema.putArray("examples").add(schema.remove("example"));
    }

    private static void refer(ObjectNode schema, String name) {
        if (name.endsWith("[]")) schema.put("type", "array").set("items", ref(name.substring(0, name.length() - 2)));
        else schema.put("$ref", WHERE + name.replace("?", ""));
        if (name.endsWith("?")) NullToo.make(schema);
    }
}

package prikke.daemon.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a thing may look like: as its schema has it, or put together of what its fields may be. */
final class Examples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode document;

    Examples(ObjectNode document) {
        this.document = document;
    }

    JsonNode of(JsonNode schema) {
        if (schema.has("examples")) return schema.at("/examples/0");
        if (schema.has("const")) return schema.get("const");
        if (schema.has("anyOf")) return of(schema.at("/anyOf/0"));
        if (schema.has("$ref")) return of(document.at(schema.get("$ref").asText().substring(1)));
        if (schema.has("properties")) return object(schema);
        if (schema.has("enum")) return schema.at("/enum/0");
        return plain(schema);
    }

    private JsonNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.get("properties").properties().forEach(field -> object.set(field.getKey(), of(field.getValue())));
        return object;
    }

    private JsonNode plain(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) return JSON.nullNode();
        return switch (type.asText()) {
            case "array" -> list(schema.path("items"));
            case "object" -> JSON.objectNode();
            case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.booleanNode(true);
            case "null" -> JSON.nullNode();
            default -> JSON.textNode("…");
        };
    }

    private ArrayNode list(JsonNode items) {
        ArrayNode list = JSON.arrayNode();
        if (items.has("$ref") || items.has("examples")) list.add(of(items));
        return list;
    }
}

package prikke.daemon.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import prikke.core.api.Json;

/** The schemas of the description, each compiled when it is first needed. Here objects have no fields but those that are described. */
final class Bodies {
    private static final String ID = "https://prikke.invalid/openapi.json";

    private final SchemaRegistry registry;
    private final Map<List<String>, Schema> compiled = new ConcurrentHashMap<>();

    Bodies(ObjectNode document) {
        ObjectNode strict = document.deepCopy();
        strict.at("/components/schemas").forEach(schema -> {
            if (schema.has("properties") && !schema.has("additionalProperties")) ((ObjectNode) schema).put("additionalProperties", false);
        });
        registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(), builder -> builder
                .schemas(Map.of(ID, strict.toString()))
                .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    }

    /** What is wrong with a text that should be JSON of the schema at that place of the document. */
    List<String> faults(String what, List<String> where, String text) {
        try {
            return faults(what, where, Json.mapper().readTree(text));
        } catch (JsonProcessingException e) {
            return List.of(what + "body is not JSON");
        }
    }

    List<String> faults(String what, List<String> where, JsonNode json) {
        return compiled.computeIfAbsent(where, this::compile).validate(json).stream()
                .map(error -> what + (error.getInstanceLocation().toString().isEmpty() ? "body" : error.getInstanceLocation()) + " " + error.getMessage())
                .toList();
    }

    private Schema compile(List<String> where) {
        SchemaLocation location = SchemaLocation.of(ID + "#");
        for (String part : where) location = location.append(part);
        return registry.getSchema(location);
    }
}

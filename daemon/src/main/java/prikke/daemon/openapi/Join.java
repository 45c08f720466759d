package prikke.daemon.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import prikke.core.Version;
import prikke.core.api.Json;
import prikke.core.api.Paths;

/** Puts the parts together, and writes out what is abbreviated in them. */
final class Join {
    private final Part head = Part.head();
    private final List<Part> parts = head.parts();
    private final ObjectNode document = Json.mapper().createObjectNode();
    private final Schemas schemas = new Schemas();
    private final Problems problems = new Problems(head.object("problems"));

    private Join() {}

    static ObjectNode document() {
        return new Join().join();
    }

    private ObjectNode join() {
        document.set("openapi", head.content().get("openapi"));
        ObjectNode info = head.object("info");
        document.set("info", info);
        info.put("version", Version.CURRENT);
        document.set("servers", head.content().get("servers"));
        document.set("security", head.content().get("security"));
        ArrayNode tags = document.putArray("tags");
        parts.forEach(part -> tags.addObject().put("name", part.text("tag")).put("description", part.text("description").strip()));
        ObjectNode components = components();
        ObjectNode paths = document.putObject("paths");
        parts.forEach(part -> part.object("paths").properties().forEach(path -> paths.set(
                path(path.getKey()), item(part.text("tag"), path(path.getKey()), (ObjectNode) path.getValue(), components))));
        components.set("responses", problems.shared());
        components.set("schemas", schemas.all());
        document.set("components", components);
        return document;
    }

    /** A path below the API's base, unless it begins with two slashes. */
    private static String path(String written) {
        return written.startsWith("//") ? written.substring(1) : Paths.BASE + written;
    }

    private ObjectNode components() {
        ObjectNode shared = head.object("components");
        ObjectNode components = Json.mapper().createObjectNode();
        components.set("securitySchemes", shared.get("securitySchemes"));
        ObjectNode parameters = components.putObject("parameters");
        parameters.setAll((ObjectNode) shared.get("parameters"));
        parts.forEach(part -> {
            if (part.object("components").get("parameters") instanceof ObjectNode more) parameters.setAll(more);
        });
        parameters.forEach(parameter -> schemas.expand(parameter.path("schema")));
        components.set("headers", shared.get("headers"));
        schemas.add((ObjectNode) shared.get("schemas"));
        parts.forEach(part -> {
            schemas.add(part.object("schemas"));
            schemas.addRequests(part.object("requests"));
            schemas.addAnswers(part.object("answers"));
        });
        schemas.describeAlike();
        return components;
    }

    private ObjectNode item(String tag, String path, ObjectNode written, ObjectNode components) {
        ObjectNode item = Json.mapper().createObjectNode();
        JsonNode shared = written.remove("parameters");
        written.properties().forEach(method -> item.set(
                method.getKey(),
                new Operation(tag, path, method.getKey(), (ObjectNode) method.getValue(), shared, schemas, problems, components).join()));
        return item;
    }
}

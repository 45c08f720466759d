package prikke.daemon.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import prikke.core.api.Json;

/** A file of the description, as it is written. */
record Part(ObjectNode content) {
    private static final String HEAD = "openapi";

    /** What all others share. */
    static Part head() {
        return read(HEAD);
    }

    /** Those that the head names, in its order. */
    List<Part> parts() {
        return StreamSupport.stream(content.path("parts").spliterator(), false)
                .map(name -> read(name.asText()))
                .toList();
    }

    /** An object in it, or an empty one. */
    ObjectNode object(String field) {
        return content.get(field) instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
    }

    String text(String field) {
        return content.path(field).asText();
    }

    private static Part read(String name) {
        try (InputStream in = Objects.requireNonNull(Part.class.getResourceAsStream(name + ".yaml"), name)) {
            Map<String, Object> map = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            JsonNode tree = Json.mapper().valueToTree(map);
            return new Part((ObjectNode) tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package prikke.daemon.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes of the description, found by what was asked for. */
final class Operations {
    private final ObjectNode document;
    private final List<Operation> all = new ArrayList<>();

    /** A route. */
    record Operation(ObjectNode document, String method, String path, Pattern pattern, JsonNode json) {
        /** The answer of that status, looked up where it is shared; null where there is none. */
        @Nullable JsonNode response(int status) {
            JsonNode response = json.path("responses").get(Integer.toString(status));
            return response == null ? null : resolve(document, response);
        }

        List<String> statuses() {
            List<String> statuses = new ArrayList<>();
            json.path("responses").fieldNames().forEachRemaining(statuses::add);
            return statuses;
        }

        List<JsonNode> parameters() {
            List<JsonNode> parameters = new ArrayList<>();
            json.path("parameters").forEach(parameter -> parameters.add(resolve(document, parameter)));
            return parameters;
        }

        /** Where in the document the schema of an answer is. */
        List<String> schemaOfAnswer(int status, String type) {
            JsonNode ref = json.path("responses").path(Integer.toString(status)).path("$ref");
            List<String> where = ref.isTextual()
                    ? List.of(ref.asText().substring(2).split("/"))
                    : List.of("paths", path, method.toLowerCase(Locale.ROOT), "responses", Integer.toString(status));
            return Stream.concat(where.stream(), Stream.of("content", type, "schema")).toList();
        }

        List<String> schemaOfBody(String type) {
            return List.of("paths", path, method.toLowerCase(Locale.ROOT), "requestBody", "content", type, "schema");
        }

        /** As in {@code GET /api/v1/jobs}. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    Operations(ObjectNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> all.add(new Operation(
                document,
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                Pattern.compile(path.getKey().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+")),
                method.getValue()))));
    }

    List<Operation> all() {
        return all;
    }

    /** Whether a path is one of those that the description is about at all: pages are none of its business. */
    boolean covers(String path) {
        return path.startsWith("/api/v1") || knowsPath(path);
    }

    boolean knowsPath(String path) {
        return all.stream().anyMatch(operation -> operation.pattern().matcher(path).matches());
    }

    /** The route that such a request takes: of several the one whose path has the fewest places for something. */
    Optional<Operation> find(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return all.stream()
                .filter(operation -> operation.method().equals(asked) && operation.pattern().matcher(path).matches())
                .min(Comparator.comparing(operation -> operation.path().chars().filter(c -> c == '{').count()));
    }

    static JsonNode resolve(JsonNode document, JsonNode node) {
        JsonNode ref = node.path("$ref");
        return ref.isTextual() ? document.at(ref.asText().substring(1)) : node;
    }
}

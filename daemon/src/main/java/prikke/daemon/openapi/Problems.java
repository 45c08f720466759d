package prikke.daemon.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;
import prikke.core.api.Problem;

/** The problems that routes answer by rule, each described once, and those that a route adds to them. */
final class Problems {
    private final ObjectNode common;
    private final ObjectNode shared = Json.mapper().createObjectNode();

    /** @param common by status, the codes and what they mean */
    Problems(ObjectNode common) {
        this.common = common;
        common.properties().forEach(status -> shared.set(name(status.getKey()), response(status.getKey(), (ObjectNode) status.getValue())));
    }

    /** The answers that routes refer to. */
    ObjectNode shared() {
        return shared;
    }

    /**
     * The answer of a route with that status.
     *
     * @param byRule whether the problems that are common to routes are among its
     * @param own codes of this route, or null
     */
    ObjectNode of(String status, boolean byRule, @Nullable ObjectNode own) {
        if (own == null) return Json.mapper().createObjectNode().put("$ref", "#/components/responses/" + name(status));
        ObjectNode codes = Json.mapper().createObjectNode();
        codes.setAll(own);
        if (byRule && common.get(status) instanceof ObjectNode more) {
            more.properties().stream().filter(code -> !own.has(code.getKey())).forEach(code -> codes.set(code.getKey(), code.getValue()));
        }
        return response(status, codes);
    }

    private static ObjectNode response(String status, ObjectNode codes) {
        ObjectNode response = Json.mapper().createObjectNode();
        response.put("description", codes.properties().stream()
                .map(code -> "- `" + code.getKey() + "`: " + code.getValue().asText())
                .collect(Collectors.joining("\n")));
        ObjectNode headers = Headers.usual(response.putObject("headers"));
        if (status.equals("429") || status.equals("503")) Headers.add(headers, "Retry-After");
        if (status.equals("401")) Headers.add(headers, "WWW-Authenticate");
        ObjectNode schema = response.putObject("content").putObject(Problem.MEDIA_TYPE).putObject("schema");
        schema.put("$ref", "#/components/schemas/Problem");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("status").put("const", Integer.parseInt(status));
        ArrayNode names = properties.putObject("code").putArray("enum");
        codes.fieldNames().forEachRemaining(names::add);
        return response;
    }

    private static String name(String status) {
        return "Problem" + status;
    }
}

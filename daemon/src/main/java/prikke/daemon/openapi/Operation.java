package prikke.daemon.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;

/** A route: what its part says of it, and what follows from that by rule. */
final class Operation {
    private static final String JSON = "application/json";
    private static final Map<String, String> SCOPES = Map.of("viewer", "read", "member", "write", "admin", "admin");

    private final String tag;
    private final String path;
    private final String method;
    private final ObjectNode written;
    private final Schemas schemas;
    private final Problems problems;
    private final ArrayNode parameters = Json.mapper().createArrayNode();
    private final boolean known;
    private final boolean keyed;

    /** @param shared the path's parameters, or null */
    Operation(
            String tag, String path, String method, ObjectNode written, @Nullable JsonNode shared, Schemas schemas, Problems problems,
            ObjectNode components) {
        this.tag = tag;
        this.path = path;
        this.method = method;
        this.written = written;
        this.schemas = schemas;
        this.problems = problems;
        this.known = !written.has("security") || !written.get("security").isEmpty();
        this.keyed = method.equals("post") && known && !path.contains("/auth/");
        if (shared != null) shared.forEach(this::parameter);
        written.path("parameters").forEach(this::parameter);
        if (keyed) parameter(Json.mapper().getNodeFactory().textNode("idempotency"));
    }

    private void parameter(JsonNode parameter) {
        if (parameter.isTextual()) parameters.addObject().put("$ref", "#/components/parameters/" + parameter.asText());
        else parameters.add(schemas.expandIn((ObjectNode) parameter.deepCopy()));
    }

    ObjectNode join() {
        ObjectNode operation = Json.mapper().createObjectNode();
        operation.put("operationId", written.get("id").asText());
        operation.putArray("tags").add(tag);
        operation.put("summary", written.get("summary").asText());
        String description = description();
        if (!description.isEmpty()) operation.put("description", description);
        if (written.has("security")) operation.set("security", written.get("security"));
        else if (noKeys()) operation.putArray("security").addObject().putArray("user");
        if (!parameters.isEmpty()) operation.set("parameters", parameters);
        if (written.has("body")) operation.set("requestBody", body());
        ObjectNode responses = operation.putObject("responses");
        responses().forEach(responses::set);
        return operation;
    }

    private boolean noKeys() {
        return !written.path("keys").asBoolean(true);
    }

    private String description() {
        String text = written.path("description").asText().strip();
        String who = who();
        return text.isEmpty() || who.isEmpty() ? text + who : text + "\n\n" + who;
    }

    private String who() {
        String role = written.path("role").asText();
        if (role.isEmpty()) return noKeys() ? "For users only: no API key may." : "";
        String scope = SCOPES.get(role);
        String keys = noKeys() || scope == null ? "; no API key may" : ", or a key of the scope `" + scope + "`";
        return "Takes the role `" + role + "`" + keys + ".";
    }

    private ObjectNode body() {
        ObjectNode body = Json.mapper().createObjectNode().put("required", true);
        ObjectNode content = body.putObject("content");
        content.putObject(JSON).set("schema", Schemas.ref(written.get("body").asText()));
        if (written.has("form")) {
            content.putObject("application/x-www-form-urlencoded").set("schema", Schemas.ref(written.get("body").asText()));
        }
        return body;
    }

    private Map<String, ObjectNode> responses() {
        Map<String, ObjectNode> responses = new TreeMap<>();
        JsonNode own = written.path("problems");
        Set<String> refusals = new TreeSet<>(byRule());
        own.fieldNames().forEachRemaining(refusals::add);
        refusals.forEach(status -> responses.put(status, refusal(status, own.get(status) instanceof ObjectNode codes ? codes : null)));
        written.path("answers").properties().forEach(answer -> responses.put(answer.getKey(), answer(answer.getValue())));
        if (written.has("versioned") && method.equals("get")) responses.put("304", notModified());
        return responses;
    }

    private ObjectNode refusal(String status, @Nullable ObjectNode own) {
        ObjectNode response = problems.of(status, byRule().contains(status), own);
        JsonNode also = written.path("also").path(status);
        if (also.isTextual()) response.withObject("/content").putObject(JSON).set("schema", Schemas.ref(also.asText()));
        return response;
    }

    private Set<String> byRule() {
        Set<String> statuses = new TreeSet<>(Set.of("400", "429", "500", "503"));
        if (known) statuses.add("401");
        if (known && (noKeys() || !written.path("role").asText("viewer").equals("viewer"))) statuses.add("403");
        if (path.contains("{") || has("org") || has("job")) statuses.add("404");
        if (written.has("body")) statuses.addAll(Set.of("413", "415", "422"));
        if (keyed) statuses.addAll(Set.of("409", "422"));
        if (has("since")) statuses.add("422");
        return statuses;
    }

    private boolean has(String parameter) {
        for (JsonNode one : parameters) {
            if (one.path("$ref").asText().endsWith("/" + parameter) || one.path("name").asText().equals(parameter)) return true;
        }
        return false;
    }

    private ObjectNode answer(JsonNode answer) {
        ObjectNode response = Json.mapper().createObjectNode();
        String schema = answer.asText();
        if (answer.isObject()) response.setAll(schemas.expandContent((ObjectNode) answer));
        else response.put("description", answer.isNull() ? "Done." : schemas.description(schema));
        ObjectNode headers = Headers.usual(response.putObject("headers"));
        if (written.has("versioned")) Headers.add(headers, "ETag");
        if (keyed) Headers.add(headers, "Idempotency-Replayed");
        if (answer.isTextual()) response.putObject("content").putObject(JSON).set("schema", schemas.answer(schema));
        return response;
    }

    private static ObjectNode notModified() {
        ObjectNode response = Json.mapper().createObjectNode().put("description", "It is still as the `ETag` says.");
        Headers.add(Headers.usual(response.putObject("headers")), "ETag");
        return response;
    }
}

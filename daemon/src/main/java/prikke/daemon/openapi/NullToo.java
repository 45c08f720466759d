package prikke.daemon.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Schemas that take null besides. */
final class NullToo {
    private NullToo() {}

    static void make(ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type != null && type.isTextual() && !type.asText().equals("null")) schema.putArray("type").add(type.asText()).add("null");
        if (schema.get("enum") instanceof ArrayNode values && !values.get(values.size() - 1).isNull()) values.addNull();
        if (schema.remove("$ref") instanceof JsonNode ref) {
            ArrayNode either = schema.putArray("anyOf");
            either.addObject().set("$ref", ref);
            either.addObject().put("type", "null");
        }
    }
}

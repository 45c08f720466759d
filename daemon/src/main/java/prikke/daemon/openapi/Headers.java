package prikke.daemon.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The headers of answers, each described once. */
final class Headers {
    private Headers() {}

    /** Those of every answer. */
    static ObjectNode usual(ObjectNode headers) {
        add(headers, "Prikke-Request-Id");
        add(headers, "RateLimit-Policy");
        add(headers, "RateLimit");
        return headers;
    }

    static void add(ObjectNode headers, String name) {
        headers.putObject(name).put("$ref", "#/components/headers/" + name);
    }
}

package prikke.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;

/**
 * An organization on a daemon, by its key.
 *
 * @param daemon where the daemon answers
 */
record Org(URI daemon, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    JsonNode post(String path, JsonNode body) throws Exception {
        return call(daemon, "POST", path, body, "Authorization", "Bearer " + token);
    }

    JsonNode get(String path) throws Exception {
        return call(daemon, "GET", path, null, "Authorization", "Bearer " + token);
    }

    /** Whether no execution waits or runs. */
    boolean idle() throws Exception {
        for (String status : List.of("pending", "running", "retrying")) {
            if (!get("/executions?limit=1&status=" + status).path("data").isEmpty()) return false;
        }
        return true;
    }

    Connection connect() throws IOException {
        return new Connection(daemon, token);
    }

    static JsonNode call(URI daemon, String method, String path, @Nullable JsonNode body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(daemon.resolve("/api/v1" + path)).header("Content-Type", "application/json");
        if (headers.length > 0) request.headers(headers);
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpResponse<byte[]> answer = HTTP.send(request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return Json.mapper().readTree(answer.body());
    }
}

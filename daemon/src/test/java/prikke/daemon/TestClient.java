package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.Exchange;
import prikke.core.api.Json;
import prikke.daemon.contract.Contract;

/**
 * Asks the API in somebody's name, with whatever may be wrong in it; {@link #api} asks by the public client.
 *
 * @param token who asks, or null for nobody
 * @param org the organization named, or null
 */
public record TestClient(
        String url, @Nullable String token, @Nullable String org) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Contract CONTRACT = Contract.ofThisApi();
    public static final String PASSWORD = "correct horse";

    /** What came back. */
    public record Reply(int status, HttpHeaders headers, String text) {

        public JsonNode json() {
            try {
                return Json.mapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }

        /** The text of a field of the answer. */
        public String at(String field) {
            return json().at("/" + field).asText();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The fields that a 422 names. */
        public List<String> wrongFields() {
            return json().at("/errors").findValuesAsText("field");
        }

        public Reply is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        /** It is a problem of that status and code. */
        public Reply isProblem(int expected, String code) {
            is(expected);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(at("code")).isEqualTo(code);
            assertThat(at("status")).isEqualTo(Integer.toString(expected));
            assertThat(at("title")).isNotBlank();
            assertThat(at("detail")).isNotBlank();
            assertThat(at("request_id")).isEqualTo(header("Prikke-Request-Id")).isNotBlank();
            return this;
        }
    }

    public TestClient register(String email) {
        Reply reply = post("/auth/register", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD))
                .is(201);
        return as(reply.at("token"));
    }

    public TestClient as(@Nullable String other) {
        return new TestClient(url, other, org);
    }

    public TestClient in(@Nullable String other) {
        return new TestClient(url, token, other);
    }

    /** The public client in the same name. */
    public ApiClient api() {
        return new ApiClient(new ApiConnection(URI.create(url), "test", token, org, Duration.ofSeconds(20)).observedBy(CONTRACT::check));
    }

    public Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    public Reply post(String path, String json) {
        return send("POST", path, json, Map.of());
    }

    public Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody(), Map.of());
    }

    public Reply put(String path, String json) {
        return send("PUT", path, json, Map.of());
    }

    public Reply patch(String path, String json) {
        return send("PATCH", path, json, Map.of());
    }

    public Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    /** Sends to a path below the API's base, or with {@code //} before it, anywhere. */
    public Reply send(String method, String path, String body, Map<String, String> headers) {
        return send(method, path, BodyPublishers.ofString(body), body, headers);
    }

    public Reply send(String method, String path, Map<String, String> headers) {
        return send(method, path, BodyPublishers.noBody(), headers);
    }

    public Reply send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        return send(method, path, body, null, headers);
    }

    /** @param text the body where it is known, to be held against the API's description */
    private Reply send(String method, String path, BodyPublisher body, @Nullable String text, Map<String, String> headers) {
        String where = path.startsWith("//") ? path.substring(1) : "/api/v1" + path;
        Map<String, String> all = new LinkedHashMap<>();
        if (body.contentLength() != 0) all.put("Content-Type", "application/json");
        if (token != null) all.put("Authorization", "Bearer " + token);
        if (org != null) all.put("Prikke-Org", org);
        all.putAll(headers);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + where))
                .method(method, body)
                .timeout(Duration.ofSeconds(30));
        all.forEach((name, value) -> {
            if (!value.isEmpty()) request.header(name, value);
        });
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            CONTRACT.check(exchange(response, all, text));
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Exchange exchange(HttpResponse<String> response, Map<String, String> sent, @Nullable String text) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Exchange(response.request().method(), response.uri(), sent, text, response.statusCode(), headers, response.body(), 0);
    }
}

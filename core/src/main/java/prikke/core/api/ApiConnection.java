package prikke.core.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * How a client asks a server: where, in whose name, and how long it waits.
 *
 * @param server the server without a path, such as {@code http://127.0.0.1:7717}
 * @param userAgent who asks
 * @param token an API key or a user token, or null to ask without
 * @param org the id of the organization that a user token acts in, or null
 * @param timeout how long to wait for a connection, and again for the answer
 * @param trust whose word is taken on the server's certificate
 */
public record ApiConnection(
        URI server, String userAgent, @Nullable String token, @Nullable String org, Duration timeout, Trust trust) {

    /** One that trusts whom the platform does. */
    public ApiConnection(URI server, String userAgent, @Nullable String token, @Nullable String org, Duration timeout) {
        this(server, userAgent, token, org, timeout, Trust.PLATFORM);
    }

    /** The largest page that the server gives. */
    static final int PAGE = 200;

    <T> Answer<T> get(String path, Query query, Class<T> type) {
        return answer(call("GET", Paths.BASE + path + query.suffix(), null, timeout), type);
    }

    <T> Answer<T> post(String path, Object request, Class<T> type) {
        return answer("POST", path, fields(request), type);
    }

    <T> Answer<T> answer(String method, String path, @Nullable JsonNode body, Class<T> type) {
        return answer(send(method, path, body), type);
    }

    /** A change that is made only if the thing is still in the state that the tag names; null for whatever state. */
    <T> Answer<T> answerIf(@Nullable String etag, String method, String path, JsonNode body, Class<T> type) {
        Map<String, String> headers = etag == null ? Map.of() : Map.of("If-Match", etag);
        return answer(call(method, Paths.BASE + path, body.toString(), timeout, headers), type);
    }

    private <T> Answer<T> answer(Transport.Response response, Class<T> type) {
        return new Answer<>(json(response), type, response.etag());
    }

    /** A list that the server gives in pages, each as large as it may be unless the query says otherwise. */
    <T> Listing<T> pages(String path, Query query, Class<T> type) {
        Query pages = query.parameters().containsKey("limit") ? query : query.with("limit", Integer.toString(PAGE));
        return list(path, pages, type);
    }

    /** A list that is short enough to come whole. */
    <T> Listing<T> whole(String path, Class<T> type) {
        return list(path, Query.NONE, type);
    }

    private <T> Listing<T> list(String path, Query query, Class<T> type) {
        return new Listing<>(
                cursor -> json(call("GET", Paths.BASE + path + query.with("cursor", cursor).suffix(), null, timeout)), type);
    }

    Transport.Response send(String method, String path, @Nullable JsonNode body) {
        String text = body == null ? null : body.toString();
        if (!method.equals("POST") || path.startsWith("/auth/") || path.startsWith("/schedules/")) {
            return call(method, Paths.BASE + path, text, timeout);
        }
        Map<String, String> key = Map.of(Paths.IDEMPOTENCY_HEADER, Retries.key());
        return new Retries(() -> call(method, Paths.BASE + path, text, timeout, key)).response();
    }

    JsonNode longPoll(String path, Query query, Duration wait) {
        return json(call("GET", Paths.BASE + path + query.suffix(), null, wait.plus(timeout)));
    }

    /**
     * An answer that goes on, to be read as it comes.
     *
     * @param silence after so long without a byte the connection counts as lost
     */
    Transport.Streaming stream(String path, Map<String, String> more, Duration silence) {
        var headers = headers(null);
        headers.put("Accept", "text/event-stream");
        headers.putAll(more);
        try {
            return new Transport(timeout, trust)
                    .open(new Transport.Request("GET", server.resolve(Paths.BASE + path), headers, null, silence), this::problem);
        } catch (IOException e) {
            throw new UnreachableException(server, why(e, silence), e);
        }
    }

    /** A path outside the API's base. */
    JsonNode operations(String path) {
        return json(call("GET", path, null, timeout));
    }

    /** A request record as JSON, without what is null. */
    static ObjectNode fields(Object request) {
        ObjectNode fields = Json.mapper().valueToTree(request);
        fields.removeIf(JsonNode::isNull);
        return fields;
    }

    private Transport.Response call(String method, String pathAndQuery, @Nullable String body, Duration wait) {
        return call(method, pathAndQuery, body, wait, Map.of());
    }

    private Transport.Response call(
            String method, String pathAndQuery, @Nullable String body, Duration wait, Map<String, String> more) {
        var headers = headers(body);
        headers.putAll(more);
        var request = new Transport.Request(method, server.resolve(pathAndQuery), headers, body, wait);
        try {
            var response = new Transport(timeout, trust).exchange(request);
            if (response.status() >= 300) {
                throw problem(response);
            }
            return response;
        } catch (IOException e) {
            throw new UnreachableException(server, why(e, wait), e);
        }
    }

    private Map<String, String> headers(@Nullable String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "application/json");
        headers.put("User-Agent", userAgent);
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (org != null) {
            headers.put(Paths.ORG_HEADER, org);
        }
        return headers;
    }

    private JsonNode json(Transport.Response response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw ApiException.unexpected(response.status(), notPrikke(response.status()));
        }
    }

    private ApiException problem(Transport.Response response) {
        try {
            JsonNode json = Json.mapper().readTree(response.body());
            if (json.path("code").isTextual()) {
                return new ApiException(Json.mapper().treeToValue(json, Problem.class), json, Retries.parse(response.retryAfter()));
            }
        } catch (JsonProcessingException e) {
            return ApiException.unexpected(response.status(), notPrikke(response.status()));
        }
        return ApiException.unexpected(response.status(), notPrikke(response.status()));
    }

    private String notPrikke(int status) {
        return "%s answered %d, and not as a Prikke daemon does.".formatted(server, status);
    }

    private static String why(IOException e, Duration wait) {
        return switch (e) {
            case UnknownHostException unknown -> "the host name is unknown";
            case ConnectException refused -> "the connection was refused";
            case SSLHandshakeException untrusted ->
                "its certificate is not trusted (" + untrusted.getMessage() + "); name the file of its CA with --ca-file or PRIKKE_CA_FILE";
            case SSLException broken -> "it does not speak TLS as it should (" + broken.getMessage() + ")";
            case SocketTimeoutException slow -> "no answer came within " + wait.toSeconds() + " s";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}

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
import org.jspecify.annotations.Nullable;

/**
 * How a client asks a server: where, in whose name, and how long it waits.
 *
 * @param server the server without a path, such as {@code http://127.0.0.1:7717}
 * @param userAgent who asks
 * @param token an API key or a user token, or null to ask without
 * @param org the id of the organization that a user token acts in, or null
 * @param timeout how long to wait for a connection, and again for the answer
 */
public record ApiConnection(
        URI server, String userAgent, @Nullable String token, @Nullable String org, Duration timeout) {

    /** The largest page that the server gives. */
    static final int PAGE = 200;

    <T> Answer<T> get(String path, Query query, Class<T> type) {
        return new Answer<>(json(call("GET", Paths.BASE + path + query.suffix(), null, timeout)), type);
    }

    <T> Answer<T> post(String path, Object request, Class<T> type) {
        return answer("POST", path, fields(request), type);
    }

    <T> Answer<T> answer(String method, String path, @Nullable JsonNode body, Class<T> type) {
        return new Answer<>(json(send(method, path, body)), type);
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
        return call(method, Paths.BASE + path, body == null ? null : body.toString(), timeout);
    }

    JsonNode longPoll(String path, Query query, Duration wait) {
        return json(call("GET", Paths.BASE + path + query.suffix(), null, wait.plus(timeout)));
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
        var request = new Transport.Request(method, server.resolve(pathAndQuery), headers(body), body, wait);
        try {
            var response = new Transport(timeout).exchange(request);
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
                return new ApiException(Json.mapper().treeToValue(json, Problem.class), json);
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
            case SocketTimeoutException slow -> "no answer came within " + wait.toSeconds() + " s";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}

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

/** What the clients of every noun have in common: requests by method and path, and answers as records, lists and problems. */
final class Requests {
    /** The largest page that the server gives. */
    static final int PAGE = 200;

    private final ApiConnection connection;

    Requests(ApiConnection connection) {
        this.connection = connection;
    }

    <T> Answer<T> get(String path, Query query, Class<T> type) {
        return answer(send("GET", path + query.suffix(), null), type);
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
        return answer(send(method, path, body, headers, connection.timeout()), type);
    }

    /** An answer that may be longer in coming than others. */
    <T> Answer<T> answerWithin(Duration wait, String method, String path, JsonNode body, Class<T> type) {
        return answer(send(method, path, body, Map.of(), wait), type);
    }

    private <T> Answer<T> answer(Transport.Response response, Class<T> type) {
        return new Answer<>(json(response), type, response.header("ETag"));
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
        return new Listing<>(cursor -> json(send("GET", path + query.with("cursor", cursor).suffix(), null)), type);
    }

    Transport.Response send(String method, String path, @Nullable JsonNode body) {
        return send(method, path, body, Map.of(), connection.timeout());
    }

    JsonNode longPoll(String path, Query query, Duration wait) {
        return json(send("GET", path + query.suffix(), null, Map.of(), wait.plus(connection.timeout())));
    }

    private Transport.Response send(
            String method, String path, @Nullable JsonNode body, Map<String, String> headers, Duration wait) {
        String text = body == null ? null : Json.text(body);
        if (path.startsWith("/auth/")) return call(method, Paths.BASE + path, text, wait, headers);
        boolean keyed = method.equals("POST") && !path.startsWith("/schedules/");
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (keyed) all.put(Paths.IDEMPOTENCY_HEADER, RetriedRequest.key());
        return new RetriedRequest(connection.retries())
                .response(() -> call(method, Paths.BASE + path, text, wait, all), method.equals("GET") || method.equals("POST"));
    }

    /**
     * An answer that goes on, to be read as it comes.
     *
     * @param silence after so long without a byte the connection counts as lost
     */
    Transport.Streaming stream(String path, Map<String, String> more, Duration silence) {
        Map<String, String> headers = headers(null);
        headers.put("Accept", "text/event-stream");
        headers.putAll(more);
        URI uri = connection.server().resolve(Paths.BASE + path);
        try {
            return new Transport(connection.timeout(), connection.trust())
                    .open(new Transport.Request("GET", uri, credentials(headers), null, silence), this::problem);
        } catch (IOException e) {
            throw new UnreachableException(connection.server(), why(e, silence), e);
        }
    }

    /** A path outside the API's base. It says how the daemon is: a refusal is an answer, and not tried again. */
    JsonNode operations(String path) {
        return json(call("GET", path, null, connection.timeout(), Map.of()));
    }

    /** A request record as JSON, without what is null. */
    static ObjectNode fields(Object request) {
        ObjectNode fields = Json.fields(request);
        fields.removeIf(JsonNode::isNull);
        return fields;
    }

    private Transport.Response call(
            String method, String pathAndQuery, @Nullable String body, Duration wait, Map<String, String> more) {
        Map<String, String> headers = headers(body);
        headers.putAll(more);
        URI uri = connection.server().resolve(pathAndQuery);
        try {
            long begun = System.nanoTime();
            Transport.Response response = new Transport(connection.timeout(), connection.trust())
                    .exchange(new Transport.Request(method, uri, credentials(headers), body, wait));
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            connection.observer().accept(
                    new Exchange(method, uri, headers, body, response.status(), response.headers(), response.body(), millis));
            if (response.status() >= 300) throw problem(response);
            return response;
        } catch (IOException e) {
            throw new UnreachableException(connection.server(), why(e, wait), e);
        }
    }

    private Map<String, String> headers(@Nullable String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("User-Agent", connection.userAgent());
        if (body != null) headers.put("Content-Type", "application/json");
        String org = connection.org();
        if (org != null) headers.put(Paths.ORG_HEADER, org);
        return headers;
    }

    private Map<String, String> credentials(Map<String, String> headers) {
        if (connection.token() == null) return headers;
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Authorization", "Bearer " + connection.token());
        return all;
    }

    private JsonNode json(Transport.Response response) {
        try {
            return Json.tree(response.body());
        } catch (JsonProcessingException e) {
            throw notPrikke(response);
        }
    }

    private ApiException problem(Transport.Response response) {
        try {
            JsonNode json = Json.tree(response.body());
            if (json.path("code").isTextual()) {
                return new ApiException(Records.read(json, Problem.class), json, retryAfter(response));
            }
        } catch (JsonProcessingException e) {
            return notPrikke(response);
        }
        return notPrikke(response);
    }

    private ApiException notPrikke(Transport.Response response) {
        int status = response.status();
        String words = "%s answered %d, and not as a Prikke daemon does.".formatted(connection.server(), status);
        return ApiException.unexpected(status, words, retryAfter(response));
    }

    private static @Nullable Duration retryAfter(Transport.Response response) {
        return RetriedRequest.parse(response.header("Retry-After"));
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

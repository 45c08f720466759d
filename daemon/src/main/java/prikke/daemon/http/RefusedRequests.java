package prikke.daemon.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Problem;

/** Answers the requests that Helidon refuses by itself, past every route and error handler: not HTTP, too large. */
final class RefusedRequests implements DirectHandler {
    private final RequestLog log;

    RefusedRequests(RequestLog log) {
        this.log = log;
    }

    DirectHandlers forEveryEvent() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) handlers.addHandler(type, this);
        return handlers.build();
    }

    /** Of a request that had come as far as the routes, and so to the log. */
    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            Throwable thrown,
            System.@Nullable Logger unused) {
        SecurityHeaders.addTo(headers);
        return refuse(status, headers, log.newId());
    }

    /** Of a request that had not. */
    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Watch.moving(0);
        String id = log.newId();
        SecurityHeaders.addTo(headers);
        Watch watch = Watch.current();
        boolean gone = watch != null && watch.interrupted();
        if (!gone) log.log(blankAsDash(request.method()), blankAsDash(request.path()), "-", status.code(), 0, id);
        return refuse(status, headers, id);
    }

    private static TransportResponse refuse(Status status, ServerResponseHeaders headers, String id) {
        Problem problem = status.code() >= 500 && status.code() != 501 && status.code() != 503
                ? Problems.internal(id)
                : Problems.of(status.code(), detail(status.code()), id);
        return TransportResponse.builder()
                .status(Status.create(problem.status()))
                .headers(headers)
                .header(HeaderValues.create(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE))
                .header(HeaderValues.create(RequestLog.REQUEST_ID, id))
                .keepAlive(false)
                .entity(Replies.json(problem))
                .build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 413 -> "The body is larger than any request's may be.";
            case 503 -> "The daemon has too many requests at once. Try again.";
            default -> "The request could not be read as HTTP: look at its path, its query's escapes and its headers.";
        };
    }

    private static String blankAsDash(@Nullable String text) {
        return text == null || text.isBlank() ? "-" : text;
    }
}

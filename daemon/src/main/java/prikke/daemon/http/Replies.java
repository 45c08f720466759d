package prikke.daemon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import prikke.core.ProblemException;
import prikke.core.api.Json;
import prikke.core.api.Problem;

/** Writes answers and problems. */
final class Replies {
    static final String JSON = "application/json";

    private static final Header UNGATHERED = HeaderValues.createCached("X-Accel-Buffering", "no");

    /** A body that is JSON already. */
    record Encoded(byte[] json) {}

    private Replies() {}

    static void send(ServerRequest request, ServerResponse response, Answer answer) {
        response.status(Status.create(answer.status()));
        Object body = answer.body();
        if (body == null) {
            send(response);
            return;
        }
        if (body instanceof Streamed streamed) {
            stream(request, response, streamed);
            return;
        }
        if (body instanceof Content content) {
            send(request, response, content);
            return;
        }
        byte[] bytes = json(body);
        String version = answer.version();
        if (version != null && Conditions.notModified(request, response, version, bytes)) {
            response.status(Status.NOT_MODIFIED_304);
            send(response);
        } else {
            send(request, response, JSON, bytes);
        }
    }

    static void send(ServerRequest request, ServerResponse response, ProblemException refusal) {
        Duration wait = refusal.retryAfter();
        if (wait != null) response.header(HeaderNames.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds()));
        send(request, response, Problems.of(refusal, RequestLog.idOf(response)));
    }

    private static void send(ServerRequest request, ServerResponse response, Content content) {
        for (Content.Header header : content.headers()) {
            HeaderName name = HeaderNames.create(header.name());
            if (name.equals(HeaderNames.SET_COOKIE)) response.headers().add(HeaderValues.create(name, header.value()));
            else response.headers().set(HeaderValues.create(name, header.value()));
        }
        send(request, response, content.type(), content.bytes());
    }

    static void send(ServerRequest request, ServerResponse response, Problem problem) {
        response.status(Status.create(problem.status()));
        if (problem.status() == 503) response.header(HeaderNames.RETRY_AFTER, "1");
        if (problem.status() == 401) response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        if (ProblemPage.isWanted(request)) send(request, response, ProblemPage.TYPE, ProblemPage.of(problem));
        else send(request, response, Problem.MEDIA_TYPE, json(problem));
    }

    private static void stream(ServerRequest request, ServerResponse response, Streamed streamed) {
        response.header(HeaderNames.CONTENT_TYPE, streamed.type());
        if (request.prologue().method().equals(Method.HEAD)) {
            head(response, streamed);
            return;
        }
        // Else proxies that gather an answer before they pass it on would keep what is told as it happens.
        if (streamed.type().equals(Sse.TYPE)) response.header(UNGATHERED);
        try (OutputStream out = new WatchedOutput(response.outputStream())) {
            streamed.content().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Helidon would say of a body whose length is not known that it is empty: it is gone through to know, but for one that has no end. */
    private static void head(ServerResponse response, Streamed streamed) {
        if (streamed.type().equals(Sse.TYPE)) {
            streamed.content().unwanted();
        } else {
            response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, Measure.of(streamed.content())));
        }
        send(response);
    }

    static byte[] json(Object body) {
        if (body instanceof Encoded encoded) return encoded.json();
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer has no JSON form", e);
        }
    }

    private static void send(ServerRequest request, ServerResponse response, String type, byte[] bytes) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, bytes.length));
            send(response);
        } else {
            Watch.moving(bytes.length);
            response.send(bytes);
            Watch.working();
        }
    }

    private static void send(ServerResponse response) {
        Watch.moving(0);
        response.send();
        Watch.working();
    }
}

package prikke.daemon.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.ProblemException;
import prikke.core.api.Problem;

/** Answers whatever was thrown while a request was handled; never with a stack trace. */
final class FailedRequests implements ErrorHandler<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(FailedRequests.class);

    @Override
    public void handle(ServerRequest request, ServerResponse response, Throwable failure) {
        if (failure instanceof ProblemException e) {
            Replies.send(request, response, e);
            return;
        }
        String id = RequestLog.idOf(response);
        String method = request.prologue().method().text();
        String path = request.prologue().uriPath().rawPath();
        Problem problem =
                switch (failure) {
                    case RefusedBodyException e -> refused(response, e, id);
                    case HttpException e -> Problems.of(e, path, id);
                    case UncheckedIOException e -> throw new CloseConnectionException("The caller went away", e);
                    case ServerConnectionException e -> throw e;
                    default -> {
                        LOG.error("event=request_failed method={} path={} id={}", method, RequestLog.shown(path), id, failure);
                        yield Problems.internal(id);
                    }
                };
        Replies.send(request, response, problem);
    }

    private static Problem refused(ServerResponse response, RefusedBodyException e, String id) {
        if (e.close()) response.header(HeaderValues.CONNECTION_CLOSE);
        return Problems.of(e.status(), e.detail(), id);
    }
}

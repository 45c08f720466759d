package prikke.daemon.http;

import java.time.Duration;

/**
 * How long the server waits for its clients.
 *
 * @param request for a request's head, once from connecting on and again for the headers after its first line, and for its body to
 *     begin; from then on a body must come, and an answer be taken, at some pace
 * @param idle for a further request on a connection
 */
public record Patience(Duration request, Duration idle) {
    private static final int SLOWEST_BYTES_A_SECOND = 16 * 1024;

    /** For so many bytes to come or go. */
    Duration bytes(long count) {
        return request.plusSeconds(count / SLOWEST_BYTES_A_SECOND);
    }
}

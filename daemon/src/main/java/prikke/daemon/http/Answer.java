package prikke.daemon.http;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is not a problem.
 *
 * @param status the HTTP status
 * @param body what is written as JSON, a {@link Streamed} one, or null for an empty answer
 */
public record Answer(int status, @Nullable Object body) {

    public static Answer ok(Object body) {
        return new Answer(200, body);
    }

    public static Answer created(Object body) {
        return new Answer(201, body);
    }

    /** Taken on, to be done after the answer. */
    public static Answer accepted(Object body) {
        return new Answer(202, body);
    }

    public static Answer noContent() {
        return new Answer(204, null);
    }
}

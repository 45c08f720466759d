package prikke.daemon.http;

import org.jspecify.annotations.Nullable;

/**
 * An answer that is not a problem.
 *
 * @param status the HTTP status
 * @param body what is written as JSON, a {@link Streamed} one, or null for an empty answer
 * @param version what tells this state of the thing from its others, or null where it has no ETag
 * @param secret whether it holds something that is not to be kept, not even to give the same answer to the same request
 */
public record Answer(int status, @Nullable Object body, @Nullable String version, boolean secret) {

    public Answer(int status, @Nullable Object body) {
        this(status, body, null, false);
    }

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

    /** The same with an ETag, so that a change can say which version it is of. */
    public Answer versioned(String tag) {
        return new Answer(status, body, tag, secret);
    }

    /** The same, and never to be given again: it holds a secret. */
    public Answer once() {
        return new Answer(status, body, version, true);
    }

    public static Answer noContent() {
        return new Answer(204, null);
    }
}

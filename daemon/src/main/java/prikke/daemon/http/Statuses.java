package prikke.daemon.http;

import prikke.core.ProblemException;

/** The HTTP statuses of refusals. */
public final class Statuses {
    private Statuses() {}

    public static int of(ProblemException.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case INVALID -> 422;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
        };
    }
}

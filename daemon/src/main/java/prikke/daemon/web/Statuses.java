package prikke.daemon.web;

import prikke.core.ProblemException;

/** The HTTP statuses of pages that say that something was refused. */
final class Statuses {
    private Statuses() {}

    static int of(ProblemException.Kind kind) {
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

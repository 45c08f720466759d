package prikke.cli;

import prikke.core.api.ApiException;

/** What the process ends with, so that a script can tell one failure from another. */
public final class ExitCodes {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int NOT_ALLOWED = 3;
    public static final int NOT_FOUND = 4;
    public static final int REFUSED = 5;
    public static final int UNREACHABLE = 6;
    public static final int EXECUTION_FAILED = 7;
    public static final int TIMED_OUT = 8;
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}

    static int of(ApiException failure) {
        if (failure.problem().code().equals(ApiException.UNEXPECTED)) {
            return UNREACHABLE;
        }
        return switch (failure.problem().status()) {
            case 401, 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 400, 405, 409, 412, 413, 415, 422 -> REFUSED;
            default -> FAILED;
        };
    }
}

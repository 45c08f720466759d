package prikke.daemon.http;

import io.helidon.http.HttpException;
import io.helidon.http.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.api.Problem;
import prikke.core.api.Problem.FieldError;

/** Every failure as a {@link Problem}: the one place where kinds of refusals become HTTP statuses. */
public final class Problems {
    private Problems() {}

    /** One that is told within an answer. */
    public static Problem of(ProblemException e) {
        return of(e, null);
    }

    static Problem of(ProblemException e, @Nullable String requestId) {
        List<FieldError> errors = e.faults().stream()
                .map(fault -> new FieldError(fault.field(), fault.code(), fault.message()))
                .toList();
        return problem(Statuses.of(e.kind()), e.code(), e.getMessage(), errors.isEmpty() ? null : errors, requestId);
    }

    /** A status that Helidon came to, such as 404 for a path that leads nowhere. */
    static Problem of(HttpException e, String path, String requestId) {
        int status = e.status().code();
        String detail = status == 404
                ? "There is nothing at " + path + ". The API's paths begin with /api/v1."
                : "The request could not be read as HTTP.";
        return problem(status, code(status), detail, null, requestId);
    }

    static Problem of(int status, String detail, String requestId) {
        return problem(status, code(status), detail, null, requestId);
    }

    /** Something is broken here; the log says what, under the same id. */
    static Problem internal(String requestId) {
        String detail = "Something went wrong in the daemon. Its log tells more, under " + requestId + ".";
        return problem(500, code(500), detail, null, requestId);
    }

    private static Problem problem(
            int status, String code, String detail, @Nullable List<FieldError> errors, @Nullable String requestId) {
        return new Problem(
                "about:blank", Status.create(status).reasonPhrase(), status, detail, code, errors, requestId);
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 413 -> "payload_too_large";
            case 415 -> "unsupported_media_type";
            case 431 -> "headers_too_large";
            case 501 -> "not_implemented";
            case 503 -> "unavailable";
            default -> status < 500 ? "bad_request" : "internal";
        };
    }
}

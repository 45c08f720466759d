package prikke.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure as RFC 9457 defines it, sent as {@code application/problem+json}.
 *
 * @param type a URI reference that names the kind of problem, {@code about:blank} where the status says it all
 * @param title the kind of problem in a few words
 * @param status the HTTP status
 * @param detail this very problem, and what to do about it
 * @param code a stable code for programs, such as {@code not_found}
 * @param errors every fault of the request's fields, at once; absent unless the status is 422
 * @param requestId the answer's {@code Prikke-Request-Id}, which is in the daemon's log too
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        String code,
        @Nullable List<FieldError> errors,
        @Nullable String requestId) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One fault.
     *
     * @param field the field's name as sent, with dots and indexes where it is nested ({@code headers.X}, {@code jobs[3].url})
     * @param code a stable code, such as {@code required}
     * @param message what is wrong and what was expected
     */
    public record FieldError(String field, String code, String message) {}
}

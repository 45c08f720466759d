package prikke.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expected refusal of a use case: the request, the caller or the state of things does not allow it. The message is for people
 * and says what to do; {@link #code} is for programs. Carries no stack trace, since nothing is broken.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What sort of refusal; the API maps each to one HTTP status. */
    public enum Kind {
        /** A request that can't be understood: 400. */
        BAD_REQUEST,
        /** No caller, or credentials that don't hold: 401. */
        UNAUTHORIZED,
        /** A caller that may not do this: 403. */
        FORBIDDEN,
        /** There is no such thing, or none that this caller may know of: 404. */
        NOT_FOUND,
        /** The thing's state or another thing stands against it: 409. */
        CONFLICT,
        /** The thing has changed since the caller read it: 412. */
        STALE,
        /** Fields that are wrong, all of them named: 422. */
        INVALID,
        /** More than is allowed in such a time: 429. */
        TOO_MANY,
        /** For now, and worth another try: 503. */
        UNAVAILABLE
    }

    /**
     * A field that is wrong.
     *
     * @param field its name in the API ({@code run_at}), with dots where nested ({@code headers.X-Y})
     * @param code stable, such as {@code required}
     * @param message what is wrong and what was expected
     */
    public record Fault(String field, String code, String message) {}

    private final Kind kind;
    private final String code;
    private final transient List<Fault> faults;
    private final @Nullable Duration retryAfter;

    private ProblemException(Kind kind, String code, String message, List<Fault> faults, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
        this.faults = faults;
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(Kind kind, String code, String message) {
        return new ProblemException(kind, code, message, List.of(), null);
    }

    /** One or more wrong fields. */
    public static ProblemException invalid(List<Fault> faults) {
        String message = faults.size() == 1
                ? faults.getFirst().field() + ": " + faults.getFirst().message()
                : faults.size() + " fields are wrong.";
        return new ProblemException(Kind.INVALID, "invalid", message, List.copyOf(faults), null);
    }

    /** There is no such thing for this caller; {@code what} reads like {@code "job nightly"}. */
    public static ProblemException notFound(String what) {
        return of(Kind.NOT_FOUND, "not_found", "There is no " + what + " here.");
    }

    /** More than is allowed in such a time; {@code wait} is how long until another try makes sense. */
    public static ProblemException tooMany(String code, String message, Duration wait) {
        return new ProblemException(Kind.TOO_MANY, code, message, List.of(), wait);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** The wrong fields; empty unless the kind is {@link Kind#INVALID}. */
    public List<Fault> faults() {
        return faults;
    }

    /** How long to wait before another try; null where waiting is not known to help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

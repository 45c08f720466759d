package prikke.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Ends a command with a message for the user, in one or two lines that say what to do next. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String code;
    private final transient @Nullable JsonNode problem;

    /**
     * @param exitCode one of {@link ExitCodes}
     * @param code a stable code for programs, printed with {@code -o json}
     */
    public Failure(int exitCode, String code, String message) {
        this(exitCode, code, message, null);
    }

    /** @param problem what is printed instead with {@code -o json}, or null */
    public Failure(int exitCode, String code, String message, @Nullable JsonNode problem) {
        super(message);
        this.exitCode = exitCode;
        this.code = code;
        this.problem = problem;
    }

    /** Something was asked for that cannot be understood. */
    public static Failure usage(String message) {
        return new Failure(ExitCodes.USAGE, "usage", message);
    }

    /** What was asked for could not be done. */
    public static Failure failed(String code, String message) {
        return new Failure(ExitCodes.FAILED, code, message);
    }

    int exitCode() {
        return exitCode;
    }

    String code() {
        return code;
    }

    @Nullable JsonNode problem() {
        return problem;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}

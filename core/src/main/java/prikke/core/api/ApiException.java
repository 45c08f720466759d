package prikke.core.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The server answered, and the answer is a problem. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The code of a problem that the client made because the answer did not come from a Prikke daemon. */
    public static final String UNEXPECTED = "unexpected_answer";

    private final transient Problem problem;
    private final transient JsonNode json;
    private final @Nullable Duration retryAfter;

    /**
     * @param json the problem exactly as it came
     * @param retryAfter how long to wait before another try, where the server said so
     */
    ApiException(Problem problem, JsonNode json, @Nullable Duration retryAfter) {
        super(problem.detail() != null ? problem.detail() : problem.title());
        this.problem = problem;
        this.json = json;
        this.retryAfter = retryAfter;
    }

    /** An answer that no Prikke daemon would give: another program on that port, or a proxy in between. */
    static ApiException unexpected(int status, String detail) {
        return unexpected(status, detail, null);
    }

    /** The same of a server that said how long to wait. */
    static ApiException unexpected(int status, String detail, @Nullable Duration retryAfter) {
        var problem = new Problem("about:blank", "Unexpected answer", status, detail, UNEXPECTED, null, null);
        return new ApiException(problem, Json.fields(problem), retryAfter);
    }

    /** How long to wait before another try; null where the server did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The problem as the server described it. */
    public Problem problem() {
        return problem;
    }

    /** The problem document exactly as it came. */
    public JsonNode json() {
        return json;
    }
}

package prikke.core.api;

import com.fasterxml.jackson.databind.JsonNode;

/** The server answered, and the answer is a problem. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The code of a problem that the client made because the answer did not come from a Prikke daemon. */
    public static final String UNEXPECTED = "unexpected_answer";

    private final transient Problem problem;
    private final transient JsonNode json;

    /**
     * @param json the problem exactly as it came
     */
    ApiException(Problem problem, JsonNode json) {
        super(problem.detail() != null ? problem.detail() : problem.title());
        this.problem = problem;
        this.json = json;
    }

    /** An answer that no Prikke daemon would give: another program on that port, or a proxy in between. */
    static ApiException unexpected(int status, String detail) {
        var problem = new Problem("about:blank", "Unexpected answer", status, detail, UNEXPECTED, null, null);
        return new ApiException(problem, Json.mapper().valueToTree(problem));
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

package prikke.cli.runs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.AttemptResponse;
import prikke.core.api.ExecutionResponse;

/** Prints an execution with its attempts and the last answer of the target. */
final class RunReport {
    private static final int LONGEST_BODY = 4_096;

    private RunReport() {}

    static void print(Output output, ApiClient client, Answer<ExecutionResponse> execution) {
        output.one(execution, RunView.VIEW);
        if (!output.readable()) {
            return;
        }
        List<AttemptResponse> attempts = client.executions().attempts(execution.value().id()).values();
        if (attempts.isEmpty()) {
            return;
        }
        output.line("");
        output.table(attempts, AttemptView.VIEW.columns(), "");
        body(output, attempts.getLast());
    }

    private static void body(Output output, AttemptResponse last) {
        @Nullable String body = last.responseBody();
        if (body == null || body.isEmpty()) {
            return;
        }
        output.line("");
        if ("base64".equals(last.responseBodyEncoding())) {
            output.line("(the answer is not text; see it with: -o json --attempts)");
            return;
        }
        output.text(body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) : body);
        if (last.responseTruncated() || body.length() > LONGEST_BODY) {
            output.note("(the answer is longer; what is kept of it is in: -o json --attempts)");
        }
    }
}

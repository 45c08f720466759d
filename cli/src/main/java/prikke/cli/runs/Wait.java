package prikke.cli.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.AttemptResponse;
import prikke.core.api.ExecutionResponse;

/** The option {@code --wait}, and the waiting. */
public final class Wait {
    private static final Duration SLICE = Duration.ofSeconds(25);

    @Option(
            names = "--wait",
            arity = "0..1",
            paramLabel = "TIME",
            preprocessor = WaitValue.class,
            converter = WaitValue.class,
            description = "Wait for the end, at most so long (--wait=30s); print the result, and end with 7 if it failed, with 8 if it took longer.")
    @Nullable Duration longest;

    private boolean follow;

    /** Whether it was given. */
    public boolean asked() {
        return longest != null;
    }

    /** The same, telling of each attempt as it ends where {@code each} is true. */
    public Wait following(boolean each) {
        follow = each;
        return this;
    }

    /** Waits for an execution to end and prints it; gives the exit code. */
    public int forEnd(Session session, ApiClient client, UUID id) {
        Instant deadline = longest == null || longest.equals(WaitValue.FOREVER)
                ? Instant.MAX
                : session.clock().instant().plus(longest);
        int told = 0;
        while (true) {
            Instant now = session.clock().instant();
            Duration left = now.isBefore(deadline) ? shorter(now, deadline) : Duration.ZERO;
            Answer<ExecutionResponse> answer = client.executions().await(id, left);
            ExecutionResponse execution = answer.value();
            if (follow && execution.attempts() > told) {
                told = tell(session, client, id, told);
            }
            if (execution.ended()) {
                RunReport.print(session.output(), client, answer);
                return execution.status().equals("success") ? ExitCodes.DONE : ExitCodes.EXECUTION_FAILED;
            }
            if (left.isZero()) {
                throw new Failure(
                        ExitCodes.TIMED_OUT,
                        "timed_out",
                        "The execution " + id + " has not ended yet; it is " + execution.status() + ".\nLook again with: prikke runs show " + id);
            }
        }
    }

    private Duration shorter(Instant now, Instant deadline) {
        Duration slice = follow ? Duration.ofSeconds(1) : SLICE;
        return deadline.isBefore(now.plus(slice)) ? Duration.between(now, deadline) : slice;
    }

    private static int tell(Session session, ApiClient client, UUID id, int told) {
        for (AttemptResponse attempt : client.executions().attempts(id).values()) {
            if (attempt.number() > told && !attempt.status().equals("running")) {
                session.output().note(AttemptView.line(attempt));
                told = attempt.number();
            }
        }
        return told;
    }
}

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
import prikke.core.api.EventStream;
import prikke.core.api.ExecutionResponse;
import prikke.core.api.StreamedEvent;

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

    /** Whether it was given. */
    public boolean asked() {
        return longest != null;
    }

    /** Waits for an execution to end and prints it; gives the exit code. */
    public int forEnd(Session session, ApiClient client, UUID id) {
        Answer<ExecutionResponse> answer;
        try (var _ = session.progress("Waiting for the execution")) {
            answer = end(session, client, id);
        }
        return ended(session, client, answer);
    }

    private Answer<ExecutionResponse> end(Session session, ApiClient client, UUID id) {
        Instant deadline = deadline(session);
        while (true) {
            Duration left = left(session, deadline, SLICE);
            Answer<ExecutionResponse> answer = client.executions().await(id, left);
            if (answer.value().ended()) return answer;
            if (left.isZero()) throw timedOut(answer.value());
        }
    }

    /**
     * The same, telling of each attempt as it begins and ends.
     *
     * @param events of the execution's job, since before it was made
     */
    public int follow(Session session, ApiClient client, UUID id, EventStream events) {
        Instant deadline = deadline(session);
        int told = 0;
        while (true) {
            Duration left = left(session, deadline, SLICE);
            StreamedEvent event = events.next(left);
            ExecutionResponse run = about(id, event);
            if (run != null && run.status().equals("running")) session.output().note("attempt " + (run.attempts() + 1) + ": started");
            if (run != null && run.attempts() > told) told = tell(session, client, id, told);
            // It is looked at once it has ended; now and then, in case that was missed; and at the last.
            boolean goesOn = run == null ? event instanceof StreamedEvent.Happened : !run.ended();
            if (goesOn && !left.isZero()) continue;
            Answer<ExecutionResponse> answer = client.executions().get(id);
            if (answer.value().attempts() > told) told = tell(session, client, id, told);
            if (answer.value().ended()) return ended(session, client, answer);
            if (left.isZero()) throw timedOut(answer.value());
        }
    }

    /** The execution as an event tells of it; null where the event is about something else. */
    private static @Nullable ExecutionResponse about(UUID id, @Nullable StreamedEvent event) {
        if (!(event instanceof StreamedEvent.Happened happened)) return null;
        ExecutionResponse run = happened.value().execution();
        return run != null && run.id().equals(id) ? run : null;
    }

    private Instant deadline(Session session) {
        return longest == null || longest.equals(WaitValue.FOREVER) ? Instant.MAX : session.clock().instant().plus(longest);
    }

    private static Duration left(Session session, Instant deadline, Duration most) {
        Instant now = session.clock().instant();
        if (!now.isBefore(deadline)) return Duration.ZERO;
        return deadline.isBefore(now.plus(most)) ? Duration.between(now, deadline) : most;
    }

    private static int ended(Session session, ApiClient client, Answer<ExecutionResponse> answer) {
        RunReport.print(session.output(), client, answer);
        return answer.value().status().equals("success") ? ExitCodes.DONE : ExitCodes.EXECUTION_FAILED;
    }

    private static Failure timedOut(ExecutionResponse execution) {
        return new Failure(
                ExitCodes.TIMED_OUT,
                "timed_out",
                "The execution " + execution.id() + " has not ended yet; it is " + execution.status() + ".\nLook again with: prikke runs show "
                        + execution.id());
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

package prikke.daemon.web.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.job.HttpCall;
import prikke.core.job.Job;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Trigger;
import prikke.daemon.web.Look;
import prikke.daemon.web.Moments;

/**
 * What a run's page shows.
 *
 * @param job null where it was deleted
 * @param call what was or is to be sent, or null where that is not known
 */
public record RunView(Execution execution, @Nullable Job job, List<AttemptView> attempts, @Nullable HttpCall call) {
    /** What begins later than this is late; sooner it is as exact as can be expected of a busy machine. */
    private static final Duration LATE = Duration.ofSeconds(1);

    public Look look() {
        return Look.of(execution.status());
    }

    /** The job as it is called. */
    public String name() {
        if (job != null && job.name() != null) return job.name();
        return execution.jobKey() == null ? "one-off job" : execution.jobKey();
    }

    /** What made it. */
    public String trigger() {
        return switch (execution.trigger()) {
            case SCHEDULE -> "by its schedule";
            case ONCE -> "as a one-off";
            case MANUAL -> "by hand";
            case REPLAY -> "as a replay";
        };
    }

    /** Why it did not come out well; null where it did, or has not ended. */
    public @Nullable String whyFailed() {
        if (execution.errorMessage() != null && execution.status() != ExecutionStatus.SUCCESS) return execution.errorMessage();
        return execution.reason();
    }

    /** Why it began late; null where it did not, or has not begun. */
    public @Nullable String whyLate() {
        Duration lag = execution.lag();
        if (lag == null || lag.compareTo(LATE) < 0 || attempts.isEmpty()) return null;
        String began = "It began " + Moments.took(lag) + " after its time. ";
        if (execution.queue() != null) return began + "It waited its turn in the queue " + execution.queue() + ".";
        AttemptView first = attempts.getFirst();
        Duration held = first.held();
        if (held != null && held.compareTo(LATE) >= 0) {
            return began + "A node had it ready and held it back: the circuit breaker of its host was open, or too much was under way.";
        }
        Instant claimed = first.result().claimedAt();
        if (claimed != null && Duration.between(execution.scheduledFor(), claimed).compareTo(LATE) >= 0) {
            return began + (execution.trigger() == Trigger.SCHEDULE
                    ? "No node took it sooner: the daemon was away or busy, or the run before it had not ended."
                    : "No node took it sooner: the daemon was away or busy.");
        }
        return began;
    }

    /** The request as a command line, or null where it is not known. */
    public @Nullable String curl() {
        return call == null || call.url().isEmpty() ? null : Curl.of(call);
    }

    /** The body that was sent, or null. */
    public @Nullable Body sent() {
        byte[] bytes = call == null ? null : call.body();
        return bytes == null || bytes.length == 0 ? null : Body.of(bytes, false);
    }
}

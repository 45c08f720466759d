package prikke.core.run;

import java.time.Instant;
import java.util.UUID;
import prikke.core.event.EventType;
import prikke.core.event.Happening;
import prikke.core.event.Happening.ToExecution;

/** What the event log tells of executions. */
final class Happenings {
    private Happenings() {}

    static Happening ended(Finish finish) {
        return ended(((Finish.End) finish.next()).status(), finish.claim().org(), finish.claim().job(), finish.claim().id());
    }

    static Happening ended(ExecutionStatus status, UUID org, UUID job, UUID execution) {
        return ToExecution.ended(typeOf(status), org, job, execution);
    }

    static Happening missed(RunQueue.Missed missed) {
        Planned occurrence = missed.occurrence();
        return ended(ExecutionStatus.MISSED, occurrence.org(), occurrence.job(), occurrence.id());
    }

    static Happening retried(Finish finish) {
        Claim claim = finish.claim();
        Instant again = ((Finish.Retry) finish.next()).at();
        return new ToExecution(EventType.EXECUTION_RETRYING, claim.org(), claim.job(), claim.id(), claim.attempt(), again);
    }

    /** Its daemon died in the middle of the attempt: it is due again at once, or soon. */
    static Happening lost(UUID org, UUID job, UUID execution, int attempt, Instant now) {
        return new ToExecution(EventType.EXECUTION_RETRYING, org, job, execution, attempt, now);
    }

    private static EventType typeOf(ExecutionStatus status) {
        return switch (status) {
            case PENDING, RUNNING -> EventType.EXECUTION_STARTED;
            case RETRYING -> EventType.EXECUTION_RETRYING;
            case SUCCESS -> EventType.EXECUTION_SUCCEEDED;
            case FAILED -> EventType.EXECUTION_FAILED;
            case TIMEOUT -> EventType.EXECUTION_TIMED_OUT;
            case MISSED -> EventType.EXECUTION_MISSED;
            case SKIPPED -> EventType.EXECUTION_SKIPPED;
            case CANCELLED -> EventType.EXECUTION_CANCELLED;
        };
    }
}

package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended, as far as it counts.
 *
 * @param job null for the only occurrence of a one-off job: such jobs are counted together, since there may be as many as executions
 * @param attempts how many were made
 * @param lag from the occurrence to the first request; null where none was sent
 * @param duration from the first request to the end, likewise
 */
public record Ending(
        UUID org,
        @Nullable UUID job,
        ExecutionStatus status,
        Instant scheduledFor,
        int attempts,
        @Nullable Duration lag,
        @Nullable Duration duration) {

    static Ending of(Finish finish, @Nullable Instant startedAt) {
        Claim claim = finish.claim();
        Instant answered = finish.result().answeredAt();
        return of(claim.org(), claim.job(), claim.trigger(), ((Finish.End) finish.next()).status(), claim.scheduledFor(), claim.attempt(),
                startedAt, answered == null ? claim.claimedAt() : answered);
    }

    static Ending missed(Planned planned, Instant now) {
        return of(planned.org(), planned.job(), planned.trigger(), ExecutionStatus.MISSED, planned.scheduledFor(), 0, null, now);
    }

    static Ending of(UUID org, UUID job, Trigger trigger, ExecutionStatus status, Instant scheduledFor, int attempts,
            @Nullable Instant startedAt, Instant finishedAt) {
        return new Ending(
                org,
                trigger == Trigger.ONCE ? null : job,
                status,
                scheduledFor.truncatedTo(ChronoUnit.MICROS),
                attempts,
                startedAt == null ? null : between(scheduledFor, startedAt),
                startedAt == null ? null : between(startedAt, finishedAt));
    }

    /** Clocks may step: nothing takes less than no time. */
    private static Duration between(Instant from, Instant to) {
        Duration duration = Duration.between(from, to).truncatedTo(ChronoUnit.MICROS);
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}

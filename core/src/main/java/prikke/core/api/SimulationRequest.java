package prikke.core.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /schedules/simulate} takes.
 *
 * @param from an RFC 3339 instant; now when left out
 * @param to an RFC 3339 instant; a day after {@code from} when left out
 * @param jobs what to simulate; the organization's jobs when left out
 */
public record SimulationRequest(@Nullable String from, @Nullable String to, @Nullable List<Job> jobs) {

    /**
     * A job to simulate: the schedule fields of a job, and how long a run of it usually takes.
     *
     * @param key what the results call it
     * @param typicalDuration a duration; nothing when left out
     */
    public record Job(
            @Nullable String key,
            @Nullable String cron,
            @Nullable String every,
            @Nullable String runAt,
            @Nullable String timezone,
            @Nullable String dst,
            @Nullable String startsAt,
            @Nullable String endsAt,
            @Nullable String jitter,
            @Nullable String typicalDuration) {}
}

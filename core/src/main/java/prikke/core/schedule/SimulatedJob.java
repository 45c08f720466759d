package prikke.core.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as far as a simulation is concerned.
 *
 * @param name shown in the results
 * @param id what its jitter is hashed from
 * @param jitter zero for none
 * @param typicalDuration how long a run usually takes; zero where it is not known
 */
public record SimulatedJob(String name, UUID id, Timetable timetable, Duration jitter, Duration typicalDuration) {

    /**
     * From what a user wrote, as a job made at the given instant would have it.
     *
     * @param typicalDuration a duration for {@link Durations#parse}, or null where it is not known
     * @throws ScheduleException with every fault that there is
     */
    public static SimulatedJob of(String name, ScheduleSpec spec, Instant now, @Nullable String typicalDuration) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        ScheduleSpec.Parsed parsed = spec.parse(now, HashSeed.of(id));
        Duration duration = typicalDuration == null ? Duration.ZERO : Durations.parse(typicalDuration);
        return new SimulatedJob(name, id, parsed.timetable(), parsed.jitter(), duration);
    }
}

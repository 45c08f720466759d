package prikke.core.schedule;

import java.time.Duration;
import java.util.UUID;

/**
 * A job as far as a simulation is concerned.
 *
 * @param name shown in the results
 * @param id what its jitter is hashed from
 * @param jitter zero for none
 * @param typicalDuration how long a run usually takes; zero where it is not known
 */
public record SimulatedJob(String name, UUID id, Timetable timetable, Duration jitter, Duration typicalDuration) {}

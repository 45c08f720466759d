package prikke.core.api;

import java.time.Instant;

/**
 * A daemon among those that share the database.
 *
 * @param id the number that its claims carry; a daemon that starts anew gets another
 * @param name its host and process
 * @param seenAt when it last said that it is alive, every 2 s
 * @param inFlight how many attempts it is making
 * @param held how many executions it holds to make them later
 * @param skewMs by how many milliseconds its machine's clock is ahead of the database's
 * @param state {@code live}, {@code late} when it has not been heard of for more than a beat, {@code lost} once others take over
 */
public record NodeResponse(
        long id,
        String name,
        String version,
        Instant startedAt,
        Instant seenAt,
        int inFlight,
        int held,
        long skewMs,
        String state) {}

package prikke.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a user wrote it, every part of it optional. At most one of {@code cron}, {@code every}, {@code runAt}
 * and {@code delay} may be set; with none of them the schedule is "now".
 *
 * @param cron an expression for {@link Cron#parse}
 * @param every a duration for {@link Durations#parse}, 1 s at least
 * @param runAt an RFC 3339 instant
 * @param delay a duration from now
 * @param timezone an IANA name; UTC where it is missing
 * @param dst {@code cronie} (also where it is missing), {@code skip} or {@code both}
 * @param startsAt an RFC 3339 instant, for a recurring schedule
 * @param endsAt an RFC 3339 instant, for a recurring schedule
 * @param jitter a duration by less than which occurrences are spread
 */
public record ScheduleSpec(
        @Nullable String cron,
        @Nullable String every,
        @Nullable String runAt,
        @Nullable String delay,
        @Nullable String timezone,
        @Nullable String dst,
        @Nullable String startsAt,
        @Nullable String endsAt,
        @Nullable String jitter) {

    /** Which way of saying when was used. */
    public enum Kind {
        CRON,
        EVERY,
        RUN_AT,
        DELAY,
        NOW
    }

    /**
     * What a spec means.
     *
     * @param timetable its instants in whole milliseconds, so that they survive the API and every database unchanged
     * @param jitter zero where none was asked for
     * @param zone the zone it was written for, UTC where none was named
     * @param normalised the same spec in one way of writing: single spaces, ISO-8601 durations, instants in UTC, the
     *     zone and policy spelled out, and a delay or "now" as {@code run_at}. {@link #restore} reads it back
     */
    public record Parsed(
            Kind kind, Timetable timetable, Duration jitter, ZoneId zone, DstPolicy dst, ScheduleSpec normalised) {}

    /** Of a new job: {@link #parse(Instant, Instant, long)} with the intervals aligned to now. */
    public Parsed parse(Instant now, long hashSeed) {
        return parse(now, now, hashSeed);
    }

    /**
     * Checks and reads the spec.
     *
     * @param now what a delay counts from, and what {@code run_at} must not lie before
     * @param anchor what {@code every} is aligned to: the job's creation
     * @param hashSeed resolves {@code H}, see {@link HashSeed}
     * @throws ScheduleException with every fault that there is, each on the API's name of its field
     */
    public Parsed parse(Instant now, Instant anchor, long hashSeed) {
        return new SpecReader(this, anchor, hashSeed).read(now);
    }

    /**
     * Reads a spec that was accepted before, so what has passed since is no fault.
     *
     * @throws ScheduleException where it would never have been accepted
     */
    public Parsed restore(Instant anchor, long hashSeed) {
        return new SpecReader(this, anchor, hashSeed).read(null);
    }
}

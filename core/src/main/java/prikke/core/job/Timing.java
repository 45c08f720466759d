package prikke.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.schedule.Cron;
import prikke.core.schedule.DstPolicy;
import prikke.core.schedule.Every;
import prikke.core.schedule.HashSeed;
import prikke.core.schedule.Once;
import prikke.core.schedule.Schedule;
import prikke.core.schedule.Timetable;

/**
 * When a job is due, as it is stored. Exactly one of {@code cron}, {@code every} and {@code runAt} is set: a delay or "now" has
 * become the instant that it came to.
 *
 * @param anchor what {@code every} counts from
 * @param jitter how much each occurrence is spread by at the most, or null
 */
public record Timing(
        @Nullable String cron,
        @Nullable Duration every,
        @Nullable Instant runAt,
        Instant anchor,
        ZoneId timezone,
        DstPolicy dst,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Duration jitter) {

    /** Whether it may come more than once. */
    public boolean recurring() {
        return runAt == null;
    }

    /** The occurrences of this timing for the given job, whose identity decides what {@code H} stands for. */
    public Timetable timetable(UUID job) {
        return new Timetable(schedule(job), startsAt, endsAt);
    }

    private Schedule schedule(UUID job) {
        if (cron != null) return Cron.parse(cron, timezone, dst, HashSeed.of(job));
        if (every != null) return new Every(every, anchor);
        if (runAt != null) return new Once(runAt);
        throw new IllegalStateException("A timing without a schedule");
    }
}

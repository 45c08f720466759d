package prikke.core.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.schedule.Cron;
import prikke.core.schedule.Every;
import prikke.core.schedule.HashSeed;
import prikke.core.schedule.Once;
import prikke.core.schedule.Schedule;
import prikke.core.schedule.ScheduleException;
import prikke.core.schedule.ScheduleSpec;

/**
 * Reads the schedule of a draft. For a job that exists already, a schedule that is not touched is not judged anew: its instant may
 * have passed, its end may have come.
 */
final class TimingRules {
    private final UUID job;
    private final Instant now;
    private final @Nullable Timing before;

    private TimingRules(UUID job, Instant now, @Nullable Timing before) {
        this.job = job;
        this.now = now;
        this.before = before;
    }

    static TimingRules forNew(UUID job, Instant now) {
        return new TimingRules(job, now, null);
    }

    static TimingRules forEdit(Job before, Instant now) {
        return new TimingRules(before.id(), now, before.timing());
    }

    /** The timing, or null where faults were added. */
    @Nullable Timing check(JobDraft draft, Faults faults) {
        ScheduleSpec spec = new ScheduleSpec(
                draft.cron(), draft.every(), draft.runAt(), draft.delay(), draft.timezone(), draft.dst(), draft.startsAt(), draft.endsAt(),
                draft.jitter());
        try {
            return before != null && says(draft) ? edited(spec, before) : timing(spec.parse(now, HashSeed.of(job)), now);
        } catch (ScheduleException e) {
            e.faults().forEach(fault -> faults.add(fault.field(), fault.code(), fault.message()));
            return null;
        }
    }

    /** Without any of them the draft says "now", which is another instant each time. */
    private static boolean says(JobDraft draft) {
        return draft.cron() != null || draft.every() != null || draft.runAt() != null;
    }

    private Timing edited(ScheduleSpec spec, Timing was) {
        Timing restored = timing(spec.restore(was.anchor(), HashSeed.of(job)), was.anchor());
        return restored.equals(was) ? was : timing(spec.parse(now, was.anchor(), HashSeed.of(job)), was.anchor());
    }

    private static Timing timing(ScheduleSpec.Parsed parsed, Instant anchor) {
        Schedule schedule = parsed.timetable().schedule();
        return new Timing(
                schedule instanceof Cron cron ? cron.expression() : null,
                schedule instanceof Every every ? every.interval() : null,
                schedule instanceof Once once ? once.at() : null,
                anchor,
                parsed.zone(),
                parsed.dst(),
                parsed.timetable().startsAt(),
                parsed.timetable().endsAt(),
                parsed.jitter().isZero() ? null : parsed.jitter());
    }
}

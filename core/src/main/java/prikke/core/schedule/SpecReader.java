package prikke.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prikke.core.schedule.ScheduleException.Fault;
import prikke.core.schedule.ScheduleSpec.Kind;
import prikke.core.schedule.ScheduleSpec.Parsed;

/** Reads a {@link ScheduleSpec} once, collecting every fault on the way. */
final class SpecReader {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Duration MOST_JITTER = Duration.ofDays(1);

    private final ScheduleSpec spec;
    private final Instant anchor;
    private final long hashSeed;
    private final List<Fault> faults = new ArrayList<>();

    SpecReader(ScheduleSpec spec, Instant anchor, long hashSeed) {
        this.spec = spec;
        this.anchor = anchor.truncatedTo(ChronoUnit.MILLIS);
        this.hashSeed = hashSeed;
    }

    /** Without a {@code now}, what lies in the past is taken as it is. */
    Parsed read(@Nullable Instant now) {
        refuseConflicts();
        ZoneId zone = zone(spec.timezone());
        DstPolicy dst = spec.dst() == null ? DstPolicy.CRONIE : dst(spec.dst());
        Instant startsAt = instant("starts_at", spec.startsAt());
        Instant endsAt = instant("ends_at", spec.endsAt());
        Duration jitter = jitter();
        Schedule schedule = schedule(now, zone, dst);
        if (schedule != null) {
            checkBounds(schedule, startsAt, endsAt);
            checkOccurs(schedule, now, startsAt);
        }
        if (schedule == null || !faults.isEmpty()) {
            throw new ScheduleException(faults);
        }
        Timetable timetable = new Timetable(schedule, startsAt, endsAt);
        return new Parsed(kind(), timetable, jitter, zone, dst, normalised(timetable, jitter, zone, dst));
    }

    private Kind kind() {
        if (spec.cron() != null) {
            return Kind.CRON;
        }
        if (spec.every() != null) {
            return Kind.EVERY;
        }
        if (spec.runAt() != null) {
            return Kind.RUN_AT;
        }
        return spec.delay() != null ? Kind.DELAY : Kind.NOW;
    }

    private void refuseConflicts() {
        List<String> set = new ArrayList<>();
        addIfSet(set, "cron", spec.cron());
        addIfSet(set, "every", spec.every());
        addIfSet(set, "run_at", spec.runAt());
        addIfSet(set, "delay", spec.delay());
        if (set.size() > 1) {
            fault(
                    set.get(1),
                    "conflict",
                    Words.list(set, "and") + " are set together; a job has one of cron, every, run_at and delay, or"
                            + " none of them to run now");
        }
    }

    private static void addIfSet(List<String> set, String name, @Nullable String value) {
        if (value != null) {
            set.add(name);
        }
    }

    private @Nullable Schedule schedule(@Nullable Instant now, ZoneId zone, DstPolicy dst) {
        Instant base = now == null ? anchor : now.truncatedTo(ChronoUnit.MILLIS);
        return switch (kind()) {
            case CRON -> cron(zone, dst);
            case EVERY -> {
                Duration interval = duration("every", spec.every(), SHORTEST, LONGEST);
                yield interval == null ? null : new Every(interval, anchor);
            }
            case RUN_AT -> {
                Instant at = instant("run_at", spec.runAt());
                if (at != null && now != null && at.isBefore(base)) {
                    fault("run_at", "in_the_past", "run_at " + at + " is in the past; leave it out to run now");
                }
                yield at == null ? null : new Once(at);
            }
            case DELAY -> {
                Duration delay = duration("delay", spec.delay(), Duration.ZERO, LONGEST);
                yield delay == null ? null : new Once(base.plus(delay));
            }
            case NOW -> new Once(base);
        };
    }

    private @Nullable Cron cron(ZoneId zone, DstPolicy dst) {
        try {
            return Cron.parse(Objects.requireNonNull(spec.cron()), zone, dst, hashSeed);
        } catch (ScheduleException e) {
            faults.addAll(e.faults());
            return null;
        }
    }

    private void checkBounds(Schedule schedule, @Nullable Instant startsAt, @Nullable Instant endsAt) {
        if (!schedule.recurring()) {
            String field = startsAt != null ? "starts_at" : "ends_at";
            if (startsAt != null || endsAt != null) {
                fault(field, "conflict", field + " bounds a recurring schedule (cron or every); this one runs once");
            }
        } else if (startsAt != null && endsAt != null) {
            if (!startsAt.isBefore(endsAt)) {
                fault("ends_at", "out_of_range", "ends_at " + endsAt + " is not after starts_at " + startsAt);
            } else if (new Timetable(schedule, startsAt, endsAt)
                    .next(startsAt.minusNanos(1))
                    .isEmpty()) {
                fault("ends_at", "never_matches", "nothing is due between starts_at and ends_at");
            }
        }
    }

    /** A date may exist and yet its time of day never: 02:30 on the last Sunday in March where the clocks skip it. */
    private void checkOccurs(Schedule schedule, @Nullable Instant now, @Nullable Instant startsAt) {
        Instant from = now == null ? anchor : now;
        if (schedule.recurring()
                && schedule.next(startsAt != null && startsAt.isAfter(from) ? startsAt : from)
                        .isEmpty()) {
            String field = schedule instanceof Cron ? "cron" : "every";
            fault(
                    field,
                    "never_matches",
                    schedule instanceof Cron cron
                            ? "these times never come in " + cron.zone().getId() + ": the clocks always skip them"
                            : "nothing would be due before the year 10000");
        }
    }

    private Duration jitter() {
        Duration jitter = duration("jitter", spec.jitter(), Duration.ZERO, MOST_JITTER);
        return jitter == null ? Duration.ZERO : jitter;
    }

    private @Nullable Duration duration(String field, @Nullable String text, Duration least, Duration most) {
        if (text == null) {
            return null;
        }
        Duration duration;
        try {
            duration = Durations.parse(field, text).truncatedTo(ChronoUnit.MILLIS);
        } catch (ScheduleException e) {
            faults.addAll(e.faults());
            return null;
        }
        if (duration.isNegative()) {
            fault(field, "out_of_range", field + " is negative: '" + text + "'");
        } else if (duration.compareTo(least) < 0) {
            fault(
                    field,
                    "out_of_range",
                    field + " is " + Durations.shortForm(least) + " at least; '" + text + "' is shorter");
        } else if (duration.compareTo(most) > 0) {
            fault(
                    field,
                    "out_of_range",
                    field + " is " + Durations.shortForm(most) + " at most; '" + text + "' is longer");
        } else {
            return duration;
        }
        return null;
    }

    private @Nullable Instant instant(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instants.parse(field, text);
        } catch (ScheduleException e) {
            faults.addAll(e.faults());
        }
        return null;
    }

    private ZoneId zone(@Nullable String text) {
        try {
            return text == null ? Zones.UTC : Zones.parse(text);
        } catch (ScheduleException e) {
            faults.addAll(e.faults());
            return Zones.UTC;
        }
    }

    private DstPolicy dst(String text) {
        for (DstPolicy policy : DstPolicy.values()) {
            if (policy.text().equalsIgnoreCase(text.strip())) {
                return policy;
            }
        }
        fault("dst", "unknown", "dst is cronie, skip or both, not '" + text + "'");
        return DstPolicy.CRONIE;
    }

    private ScheduleSpec normalised(Timetable timetable, Duration jitter, ZoneId zone, DstPolicy dst) {
        Schedule schedule = timetable.schedule();
        return new ScheduleSpec(
                schedule instanceof Cron cron ? cron.expression() : null,
                schedule instanceof Every every ? Durations.iso(every.interval()) : null,
                schedule instanceof Once once ? once.at().toString() : null,
                null,
                zone.getId(),
                dst.text(),
                timetable.startsAt() == null ? null : timetable.startsAt().toString(),
                timetable.endsAt() == null ? null : timetable.endsAt().toString(),
                jitter.isZero() ? null : Durations.iso(jitter));
    }

    private void fault(String field, String code, String message) {
        faults.add(new Fault(field, code, message));
    }
}

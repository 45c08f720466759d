package prikke.daemon.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.api.PreviewRequest;
import prikke.core.api.PreviewResponse;
import prikke.core.schedule.HashSeed;
import prikke.core.schedule.Preview;
import prikke.core.schedule.ScheduleException;
import prikke.core.schedule.ScheduleSpec;
import prikke.core.schedule.Timetable;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** Schedules without a job. */
public final class SchedulesApi {
    private static final int DEFAULT_COUNT = 5;
    private static final int MAX_COUNT = 100;

    private final InstantSource clock;

    public SchedulesApi(InstantSource clock) {
        this.clock = clock;
    }

    Answer preview(Request request) {
        request.identity();
        PreviewRequest body = request.body(PreviewRequest.class);
        Faults faults = new Faults();
        Instant from = from(body.from(), faults);
        int count = count(body.count(), faults);
        Timetable timetable = timetable(body, from, faults);
        faults.throwIfAny();
        return Answer.ok(encode(Preview.of(timetable, lookFrom(timetable, from), count)));
    }

    private Instant from(@Nullable String text, Faults faults) {
        if (text == null) return clock.instant();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            faults.add("from", "syntax", "must be an RFC 3339 instant such as 2026-01-02T03:04:05Z");
            return clock.instant();
        }
    }

    private static int count(@Nullable Integer count, Faults faults) {
        if (count == null) return DEFAULT_COUNT;
        if (count < 1 || count > MAX_COUNT) faults.add("count", "out_of_range", "must be 1 to " + MAX_COUNT);
        return count;
    }

    /** As a job made at {@code from} would have it. */
    private static Timetable timetable(PreviewRequest body, Instant from, Faults faults) {
        ScheduleSpec spec = new ScheduleSpec(
                body.cron(),
                body.every(),
                body.runAt(),
                body.delay(),
                body.timezone(),
                body.dst(),
                body.startsAt(),
                body.endsAt(),
                body.jitter());
        try {
            return spec.parse(from, HashSeed.of("")).timetable();
        } catch (ScheduleException e) {
            for (ScheduleException.Fault fault : e.faults()) faults.add(fault.field(), fault.code(), fault.message());
            faults.throwIfAny();
            throw e;
        }
    }

    /** A one-off that is due at the very instant shall be among the occurrences. */
    private static Instant lookFrom(Timetable timetable, Instant from) {
        return timetable.schedule().recurring() ? from : from.minus(Duration.ofMillis(1));
    }

    private static PreviewResponse encode(Preview preview) {
        return new PreviewResponse(
                preview.description(),
                preview.occurrences().stream().map(Preview.Occurrence::instant).toList(),
                preview.notes(),
                preview.ends());
    }
}

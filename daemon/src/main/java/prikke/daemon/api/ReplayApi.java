package prikke.daemon.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.account.Caller;
import prikke.core.api.ReplayRequest;
import prikke.core.api.ReplayResponse;
import prikke.core.job.Jobs;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Replays;
import prikke.core.schedule.Instants;
import prikke.core.schedule.ScheduleException;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** Many executions replayed in one request. */
public final class ReplayApi {
    private final Jobs jobs;
    private final Replays replays;
    private final InstantSource clock;

    public ReplayApi(Jobs jobs, Replays replays, InstantSource clock) {
        this.jobs = jobs;
        this.replays = replays;
        this.clock = clock;
    }

    Answer replay(Request request) {
        Caller caller = request.caller();
        ReplayRequest body = request.body(ReplayRequest.class);
        Instant now = clock.instant();
        Faults faults = new Faults();
        ExecutionStatus status = status(body.status(), faults);
        Instant since = instant("since", body.since(), now, faults);
        Instant until = instant("until", body.until(), now, faults);
        int limit = limit(body.limit(), faults);
        faults.throwIfAny();
        UUID job = body.job() == null ? null : jobs.get(caller, body.job()).id();
        Replays.Replayed replayed =
                replays.many(caller, new ExecutionFilter(job, status, body.queue(), since, until, null, limit));
        return Answer.ok(new ReplayResponse(replayed.ids().size(), replayed.ids(), replayed.more()));
    }

    private static @Nullable ExecutionStatus status(@Nullable String text, Faults faults) {
        if (text == null) return null;
        ExecutionStatus status = ExecutionStatus.parse(text).orElse(null);
        if (status == null) faults.add("status", "unknown_value", "takes one of " + ExecutionStatus.all() + "; this one is " + text + ".");
        return status;
    }

    private static @Nullable Instant instant(String field, @Nullable String text, Instant now, Faults faults) {
        if (text == null) return null;
        try {
            return Instants.parseOrBack(field, text, now);
        } catch (ScheduleException e) {
            e.faults().forEach(fault -> faults.add(fault.field(), fault.code(), fault.message()));
            return null;
        }
    }

    private static int limit(@Nullable Integer limit, Faults faults) {
        if (limit == null) return Replays.MOST;
        if (limit < 1 || limit > Replays.MOST) faults.add("limit", "out_of_range", "is " + limit + "; it goes from 1 to " + Replays.MOST + ".");
        return limit;
    }
}

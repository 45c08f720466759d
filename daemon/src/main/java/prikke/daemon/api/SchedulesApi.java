package prikke.daemon.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.account.Caller;
import prikke.core.api.Json;
import prikke.core.api.PreviewRequest;
import prikke.core.api.PreviewResponse;
import prikke.core.api.SimulationResponse;
import prikke.core.job.Job;
import prikke.core.job.JobFilter;
import prikke.core.job.Jobs;
import prikke.core.run.Executions;
import prikke.core.schedule.HashSeed;
import prikke.core.schedule.Instants;
import prikke.core.schedule.Preview;
import prikke.core.schedule.ScheduleException;
import prikke.core.schedule.ScheduleSpec;
import prikke.core.schedule.SimulatedJob;
import prikke.core.schedule.Simulation;
import prikke.core.schedule.Timetable;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** Schedules without a job. */
public final class SchedulesApi {
    private static final int DEFAULT_COUNT = 5;
    private static final int MAX_COUNT = 100;

    /** How many of an organization's jobs are simulated at the most. */
    private static final int MOST_JOBS = 1000;

    private static final int PAGE = 200;

    private final InstantSource clock;
    private final Jobs jobs;
    private final Executions executions;

    public SchedulesApi(InstantSource clock, Jobs jobs, Executions executions) {
        this.clock = clock;
        this.jobs = jobs;
        this.executions = executions;
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

    /** What would run when: of the jobs in the body, or else of the organization's. */
    Answer simulate(Request request) {
        Caller caller = request.caller();
        SimulationBody body = SimulationBody.read(request.json(), clock.instant());
        List<SimulatedJob> simulated = body.jobs().orElseGet(() -> ownJobs(caller));
        try {
            Simulation simulation = Simulation.of(simulated, body.from(), body.to());
            return Answer.ok(Json.mapper().convertValue(simulation, SimulationResponse.class));
        } catch (ScheduleException e) {
            throw ProblemException.invalid(e.faults().stream().map(f -> new Fault(f.field(), f.code(), f.message())).toList());
        }
    }

    private List<SimulatedJob> ownJobs(Caller caller) {
        List<Job> own = new ArrayList<>();
        List<Job> page;
        do {
            UUID before = own.isEmpty() ? null : own.getLast().id();
            page = jobs.list(caller, new JobFilter(null, null, true, true, before, PAGE));
            own.addAll(page);
        } while (page.size() == PAGE && own.size() < MOST_JOBS);
        Map<UUID, Duration> typical = executions.typicalDurations(caller, own.stream().map(Job::id).toList());
        return own.stream().map(job -> simulated(job, typical.getOrDefault(job.id(), Duration.ZERO))).toList();
    }

    private static SimulatedJob simulated(Job job, Duration typical) {
        Duration jitter = job.timing().jitter();
        String name = job.key() == null ? job.id().toString() : job.key();
        return new SimulatedJob(name, job.id(), job.timing().timetable(job.id()), jitter == null ? Duration.ZERO : jitter, typical);
    }

    private Instant from(@Nullable String text, Faults faults) {
        if (text == null) return clock.instant();
        try {
            return Instants.parse("from", text);
        } catch (ScheduleException e) {
            e.faults().forEach(f -> faults.add(f.field(), f.code(), f.message()));
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

package prikke.daemon.api;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.core.Place;
import prikke.core.Slice;
import prikke.core.account.Caller;
import prikke.core.api.JobRequest;
import prikke.core.api.JobResponse;
import prikke.core.job.Job;
import prikke.core.job.JobDraft;
import prikke.core.job.JobFilter;
import prikke.core.job.JobOrder;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.Executions;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Cursor;
import prikke.daemon.http.Query;
import prikke.daemon.http.Request;
import prikke.daemon.http.Sort;

/** Jobs. */
public final class JobsApi {
    private static final List<String> SORTS =
            Stream.of(JobOrder.By.values()).map(by -> by.name().toLowerCase(Locale.ROOT)).toList();
    private static final Sort NEWEST_FIRST = new Sort("created_at", true);

    private final Jobs jobs;
    private final Executions executions;
    private final InstantSource clock;

    public JobsApi(Jobs jobs, Executions executions, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.clock = clock;
    }

    Answer list(Request request) {
        Caller caller = request.caller();
        Query query = request.query("q", "tag", "enabled", "sort", "limit", "cursor");
        Sort sort = query.sort(SORTS, NEWEST_FIRST);
        JobOrder order = new JobOrder(JobOrder.By.valueOf(sort.by().toUpperCase(Locale.ROOT)), sort.descending());
        Instant now = clock.instant();
        List<Job> found = jobs.list(caller, new JobFilter(
                query.text("q"), query.text("tag"), query.bool("enabled"), null, order, now, place(query, order, sort), query.limit() + 1));
        Slice<Job> slice = Slice.of(found, query.limit(), Job::id);
        List<UUID> ids = slice.items().stream().map(Job::id).toList();
        Map<UUID, Execution> latest = executions.latest(caller, ids);
        Set<UUID> active = executions.active(caller, ids);
        return Answer.ok(Pages.sorted(slice.items(), slice.next() != null, sort, job -> order.place(job, now),
                job -> encode(job, latest.get(job.id()), active.contains(job.id()), null)));
    }

    private static @Nullable Place place(Query query, JobOrder order, Sort sort) {
        Place place = query.cursor(sort);
        if (place == null || place.value() == null || order.by() != JobOrder.By.NEXT_RUN_AT) return place;
        try {
            Instant.parse(place.value());
            return place;
        } catch (DateTimeParseException e) {
            throw Cursor.notOurs();
        }
    }

    Answer create(Request request) {
        Caller caller = request.caller();
        Jobs.Created created = jobs.create(caller, draft(request, caller));
        // Nothing of a job this young has begun as far as its maker can know: no need to look.
        JobResponse body = encode(created.job(), null, created.execution() != null, created.execution());
        Answer answer = created.execution() == null ? Answer.created(body) : Answer.accepted(body);
        return answer.versioned(created.job().tag());
    }

    Answer get(Request request) {
        Caller caller = request.caller();
        return answer(caller, jobs.get(caller, request.path("job")));
    }

    Answer put(Request request) {
        Caller caller = request.caller();
        Jobs.Replaced replaced =
                jobs.replace(caller, request.path("job"), draft(request, caller), request.precondition());
        JobResponse body = encode(caller, replaced.job(), replaced.execution());
        Answer answer = replaced.created() ? Answer.created(body) : Answer.ok(body);
        return answer.versioned(replaced.job().tag());
    }

    Answer patch(Request request) {
        Caller caller = request.caller();
        JobPatch patch = new JobPatch(request.json());
        return answer(caller, jobs.update(caller, request.path("job"), request.precondition(), patch::apply));
    }

    Answer delete(Request request) {
        jobs.delete(request.caller(), request.path("job"), request.precondition());
        return Answer.noContent();
    }

    Answer pause(Request request) {
        Caller caller = request.caller();
        return answer(caller, jobs.pause(caller, request.path("job"), request.precondition()));
    }

    Answer resume(Request request) {
        Caller caller = request.caller();
        return answer(caller, jobs.resume(caller, request.path("job"), request.precondition()));
    }

    Answer run(Request request) {
        return Answer.created(ExecutionEncoding.response(executions.runNow(request.caller(), request.path("job"))));
    }

    private Answer answer(Caller caller, Job job) {
        return Answer.ok(encode(caller, job, null)).versioned(job.tag());
    }

    private JobDraft draft(Request request, Caller caller) {
        return JobEncoding.draft(request.body(JobRequest.class, body -> jobs.faults(caller, JobEncoding.draft(body))));
    }

    private JobResponse encode(Caller caller, Job job, @Nullable UUID made) {
        List<UUID> ids = List.of(job.id());
        Execution last = executions.latest(caller, ids).get(job.id());
        return encode(job, last, executions.active(caller, ids).contains(job.id()), made);
    }

    private JobResponse encode(Job job, @Nullable Execution last, boolean active, @Nullable UUID made) {
        return JobEncoding.response(job, new JobEncoding.Around(next(job), active, last, made));
    }

    private @Nullable Instant next(Job job) {
        if (!job.enabled()) return null;
        return job.timing().timetable(job.id()).next(clock.instant()).orElse(null);
    }
}

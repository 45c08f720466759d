package prikke.daemon.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Place;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.api.Page;
import prikke.core.job.Jobs;
import prikke.core.run.Attempt;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Executions;
import prikke.core.run.Replays;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Query;
import prikke.daemon.http.Request;
import prikke.daemon.http.Sort;

/** Executions and their attempts. */
public final class ExecutionsApi {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final List<String> SORTS = List.of("scheduled_for");
    private static final Sort LATEST_FIRST = new Sort("scheduled_for", true);

    private final Jobs jobs;
    private final Executions executions;
    private final Replays replays;
    private final InstantSource clock;

    public ExecutionsApi(Jobs jobs, Executions executions, Replays replays, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.replays = replays;
        this.clock = clock;
    }

    Answer list(Request request) {
        Caller caller = request.caller();
        Query query = request.query("job", "status", "queue", "since", "until", "q", "sort", "limit", "cursor");
        String job = query.text("job");
        return list(caller, query, job == null ? null : jobs.get(caller, job).id());
    }

    Answer listOfJob(Request request) {
        Caller caller = request.caller();
        Query query = request.query("status", "queue", "since", "until", "q", "sort", "limit", "cursor");
        return list(caller, query, jobs.get(caller, request.path("job")).id());
    }

    Answer get(Request request) {
        Caller caller = request.caller();
        UUID id = id(request);
        Duration wait = request.query("wait").duration("wait", LONGEST_WAIT);
        Execution execution = wait == null ? executions.get(caller, id) : executions.await(caller, id, wait);
        return Answer.ok(ExecutionEncoding.response(execution));
    }

    Answer cancel(Request request) {
        return Answer.ok(ExecutionEncoding.response(executions.cancel(request.caller(), id(request))));
    }

    Answer replay(Request request) {
        return Answer.created(ExecutionEncoding.response(replays.one(request.caller(), id(request))));
    }

    /** In one page always: retries bound their number. */
    Answer attempts(Request request) {
        Caller caller = request.caller();
        request.query("limit", "cursor");
        List<Attempt> attempts = executions.attempts(caller, id(request));
        return Answer.ok(
                new Page<>(attempts.stream().map(ExecutionEncoding::response).toList(), null));
    }

    private Answer list(Caller caller, Query query, @Nullable UUID job) {
        Sort sort = query.sort(SORTS, LATEST_FIRST);
        Place past = query.cursor(sort);
        ExecutionFilter filter = new ExecutionFilter(
                job,
                status(query),
                query.text("queue"),
                query.instant("since", clock.instant()),
                query.instant("until", clock.instant()),
                query.text("q"),
                !sort.descending(),
                past == null ? null : past.id(),
                query.limit());
        return Answer.ok(Pages.sorted(executions.page(caller, filter), sort, ExecutionEncoding::response));
    }

    private static @Nullable ExecutionStatus status(Query query) {
        String text = query.text("status");
        return text == null
                ? null
                : ExecutionStatus.parse(text)
                        .orElseThrow(() -> Query.bad("status takes one of " + ExecutionStatus.all() + "; this one is " + text + "."));
    }

    private static UUID id(Request request) {
        return request.id("id").orElseThrow(() -> ProblemException.notFound("execution " + request.path("id")));
    }
}

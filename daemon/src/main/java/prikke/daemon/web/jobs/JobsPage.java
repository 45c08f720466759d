package prikke.daemon.web.jobs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Slice;
import prikke.core.account.Caller;
import prikke.core.job.Job;
import prikke.core.job.JobFilter;
import prikke.core.job.Jobs;
import prikke.core.run.Execution;
import prikke.core.run.Executions;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Live;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Visit;

/** The list of jobs. */
public final class JobsPage {
    private static final int PAGE = 50;

    private final Jobs jobs;
    private final Executions executions;
    private final Live live;
    private final InstantSource clock;

    public JobsPage(Jobs jobs, Executions executions, Live live, InstantSource clock) {
        this.jobs = jobs;
        this.executions = executions;
        this.live = live;
        this.clock = clock;
    }

    public Answer show(Visit visit) {
        return visit.page("jobs.jte", "Jobs", view(visit, visit.caller(), visit.now()));
    }

    /** The first page of the list, whenever it has changed. */
    public Answer live(Visit visit) {
        Caller caller = visit.caller();
        return live.of(visit, caller, null, "jobsnow.jte", () -> view(visit, caller, clock.instant()));
    }

    private Map<String, ?> view(Visit visit, Caller caller, Instant now) {
        Optional<String> text = visit.request().parameter("q");
        Optional<String> tag = visit.request().parameter("tag");
        Boolean enabled = enabled(visit.request().parameter("state").orElse(""));
        Sorting sorting = Sorting.of(visit.request().parameter("sort").orElse(""));
        JobFilter filter = new JobFilter(
                text.orElse(null), tag.orElse(null), enabled, null, sorting.order(), now, sorting.place(visit), PAGE + 1);
        Slice<Job> slice = Slice.of(jobs.list(caller, filter), PAGE, Job::id);
        String next = slice.next() == null ? null : sorting.cursor(slice.items().getLast(), now);
        Pager pager = Pager.named(visit, "/jobs", next, "q", "state", "tag", "sort");
        return Map.of("rows", rows(caller, slice.items(), now), "pager", pager);
    }

    private List<JobRow> rows(Caller caller, List<Job> some, Instant now) {
        List<UUID> ids = some.stream().map(Job::id).toList();
        Map<UUID, Execution> latest = executions.latest(caller, ids);
        Set<UUID> active = executions.active(caller, ids);
        return some.stream().map(job -> JobRow.of(job, latest.get(job.id()), active.contains(job.id()), now)).toList();
    }

    private static @Nullable Boolean enabled(String state) {
        return switch (state) {
            case "" -> null;
            case "active" -> true;
            case "paused" -> false;
            default -> throw Pager.unknown("state", state);
        };
    }
}

package prikke.daemon.web.failures;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Failures;
import prikke.core.run.Failures.Alike;
import prikke.core.run.Replays;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Lately;
import prikke.daemon.web.Live;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Section;
import prikke.daemon.web.Sure;
import prikke.daemon.web.Visit;

/** What has failed lately, by job and error. */
public final class FailuresPage {
    private final Jobs jobs;
    private final Failures failures;
    private final Replays replays;
    private final Live live;
    private final InstantSource clock;

    public FailuresPage(Jobs jobs, Failures failures, Replays replays, Live live, InstantSource clock) {
        this.jobs = jobs;
        this.failures = failures;
        this.replays = replays;
        this.live = live;
        this.clock = clock;
    }

    public Answer show(Visit visit) {
        return visit.page("failures.jte", "Failures", view(visit.caller(), lately(visit), visit.now()));
    }

    /** The same, whenever it has changed. */
    public Answer live(Visit visit) {
        Caller caller = visit.caller();
        Lately lately = lately(visit);
        return live.of(visit, caller, null, "failuresnow.jte", () -> view(caller, lately, clock.instant()));
    }

    private static Lately lately(Visit visit) {
        return Lately.of(visit.request().parameter("since").orElse(""));
    }

    private Map<String, ?> view(Caller caller, Lately lately, Instant now) {
        Failures.Report report = failures.since(caller, lately.before(now));
        List<UUID> ids = report.groups().stream().map(Failures.Group::alike).map(Alike::job).filter(Objects::nonNull).distinct().toList();
        return Map.of("lately", lately, "failing", FailingJob.of(report, jobs.those(caller, ids)), "all", report.all());
    }

    /** Makes the requests again of all that failed in the window, or of what did so of one job, or of one job in one way. */
    public Answer replay(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.EXECUTIONS_WRITE);
        Map<String, String> form = visit.form();
        Lately lately = Lately.of(form.getOrDefault("since", ""));
        String named = form.getOrDefault("job", "");
        Job job = named.isEmpty() ? null : jobs.get(caller, named);
        Alike alike = form.getOrDefault("status", "").isEmpty() ? null : alike(job, form);
        String back = "/failures?since=" + lately.text();
        if (!Sure.isSaid(visit)) return question(lately, job, alike, back).ask(visit, "Replay what failed?");
        Instant since = lately.before(visit.now());
        Replays.Replayed done = alike == null
                ? replays.many(caller, new ExecutionFilter(job == null ? null : job.id(), null, null, since, null, null, Replays.MOST))
                : replays.alike(caller, alike, since);
        return visit.redirect(back, said(done));
    }

    private static Alike alike(@Nullable Job job, Map<String, String> form) {
        String status = form.getOrDefault("status", "");
        String error = form.getOrDefault("error", "");
        String code = form.getOrDefault("code", "");
        return new Alike(
                job == null ? null : job.id(),
                ExecutionStatus.parse(status).orElseThrow(() -> Pager.unknown("state", status)),
                error.isEmpty() ? null : error,
                code.isEmpty() ? null : code(code));
    }

    private static int code(String code) {
        try {
            return Integer.parseInt(code);
        } catch (NumberFormatException e) {
            throw Pager.unknown("answer", code);
        }
    }

    private static Sure question(Lately lately, @Nullable Job job, @Nullable Alike alike, String back) {
        String text = "Every run of " + whose(job, alike) + " that " + what(alike) + " in the " + lately.words()
                + " and has not been replayed yet is made again, with the request as it was: up to " + Replays.MOST + " of them, at once.";
        return new Sure(Section.FAILURES, text, "Replay them", back, fields(lately, job, alike));
    }

    private static String whose(@Nullable Job job, @Nullable Alike alike) {
        if (job != null) return job.label();
        return alike == null ? "any job" : "any one-off job";
    }

    private static String what(@Nullable Alike alike) {
        if (alike == null) return "failed or timed out";
        String status = switch (alike.status()) {
            case TIMEOUT -> "timed out";
            case MISSED -> "was missed";
            default -> alike.status().text();
        };
        return alike.errorCode() == null && alike.statusCode() == null ? status : status + " (" + FailingJob.error(alike) + ")";
    }

    private static Map<String, String> fields(Lately lately, @Nullable Job job, @Nullable Alike alike) {
        if (alike != null) return FailingJob.fields(alike, lately);
        return job == null ? Map.of("since", lately.text()) : Map.of("since", lately.text(), "job", job.id().toString());
    }

    private static Flash said(Replays.Replayed done) {
        int count = done.ids().size();
        if (count == 0) return Flash.done("Nothing was left to replay: each had been replayed before, or its job is deleted.");
        String words = "Replayed " + (count == 1 ? "1 run." : count + " runs.");
        return Flash.done(done.more() ? words + " There are more: replay again for those." : words);
    }
}

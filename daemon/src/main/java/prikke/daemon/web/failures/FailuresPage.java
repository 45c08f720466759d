package prikke.daemon.web.failures;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Caller;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.Failures;
import prikke.core.run.Replays;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Lately;
import prikke.daemon.web.Section;
import prikke.daemon.web.Sure;
import prikke.daemon.web.Visit;

/** What has failed lately, by job and error. */
public final class FailuresPage {
    private final Jobs jobs;
    private final Failures failures;
    private final Replays replays;

    public FailuresPage(Jobs jobs, Failures failures, Replays replays) {
        this.jobs = jobs;
        this.failures = failures;
        this.replays = replays;
    }

    public Answer show(Visit visit) {
        Caller caller = visit.caller();
        Lately lately = Lately.of(visit.request().parameter("since").orElse(""));
        List<FailingJob> failing = FailingJob.of(failures.since(caller, lately.before(visit.now())));
        return visit.page("failures.jte", "Failures", Map.of("lately", lately, "failing", failing));
    }

    /** Makes the requests again of all that failed in the window, or of what did so of one job. */
    public Answer replay(Visit visit) {
        Caller caller = visit.caller();
        Map<String, String> form = visit.form();
        Lately lately = Lately.of(form.getOrDefault("since", ""));
        String named = form.getOrDefault("job", "");
        Job job = named.isEmpty() ? null : jobs.get(caller, named);
        String back = "/failures?since=" + lately.text();
        if (!Sure.isSaid(visit)) {
            return question(lately, job, back).ask(visit, "Replay what failed?");
        }
        UUID of = job == null ? null : job.id();
        Replays.Replayed done =
                replays.many(caller, new ExecutionFilter(of, null, null, lately.before(visit.now()), null, null, Replays.MOST));
        return visit.redirect(back, said(done));
    }

    private static Sure question(Lately lately, @Nullable Job job, String back) {
        String which = job == null ? "of any job" : "of " + job.label();
        String text = "Every run " + which + " that failed or timed out in the " + lately.words()
                + " and has not been replayed yet is made again, with the request as it was: up to " + Replays.MOST + " of them, at once.";
        Map<String, String> fields =
                job == null ? Map.of("since", lately.text()) : Map.of("since", lately.text(), "job", job.id().toString());
        return new Sure(Section.FAILURES, text, "Replay them", back, fields);
    }

    private static Flash said(Replays.Replayed done) {
        int count = done.ids().size();
        if (count == 0) return Flash.done("Nothing was left to replay: each had been replayed before, or its job is deleted.");
        String words = "Replayed " + (count == 1 ? "1 run." : count + " runs.");
        return Flash.done(done.more() ? words + " There are more: replay again for those." : words);
    }
}

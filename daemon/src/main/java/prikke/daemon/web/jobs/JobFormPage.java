package prikke.daemon.web.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.Precondition;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.run.TestRequests;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;
import prikke.daemon.web.Faulty;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Visit;

/** Making a job and editing one, by the same form. */
public final class JobFormPage {
    private final Jobs jobs;
    private final TestRequests tests;

    public JobFormPage(Jobs jobs, TestRequests tests) {
        this.jobs = jobs;
        this.tests = tests;
    }

    public Answer fresh(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.JOBS_WRITE);
        Optional<String> from = visit.request().parameter("from");
        JobForm form = from.map(id -> JobForm.of(jobs.get(caller, id).draft()).duplicate()).orElseGet(JobForm::fresh);
        return page(visit, 200, null, form, null);
    }

    public Answer create(Visit visit) {
        Caller caller = visit.caller();
        JobForm form = JobForm.sent(visit.form(), null);
        if (form.ticked("more")) return page(visit, 200, null, form, null);
        try {
            Job job = jobs.create(caller, form.draft()).job();
            return visit.redirect("/jobs/" + job.id(), Flash.done("The job is saved."));
        } catch (ProblemException e) {
            return again(visit, null, form, e);
        }
    }

    public Answer edit(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.JOBS_WRITE);
        Job job = jobs.get(caller, visit.request().path("job"));
        return page(visit, 200, job, JobForm.of(job.draft()), null);
    }

    public Answer save(Visit visit) {
        Caller caller = visit.caller();
        String id = visit.request().path("job");
        Job before = jobs.get(caller, id);
        JobForm form = JobForm.sent(visit.form(), before.draft().body());
        if (form.ticked("more")) return page(visit, 200, before, form, null);
        try {
            Job job = jobs.update(caller, id, new Precondition(List.of(form.value("version")), false), draft -> form.draft());
            return visit.redirect("/jobs/" + job.id(), Flash.done("The changes are saved."));
        } catch (ProblemException e) {
            return e.kind() == Kind.STALE ? stale(visit, jobs.get(caller, id), form) : again(visit, before, form, e);
        }
    }

    /** What the schedule that is being typed would come to. */
    public Answer preview(Visit visit) {
        visit.caller();
        return visit.part("jobpreview.jte", Map.of("preview", SchedulePreview.of(visit.form(), visit.now())));
    }

    /** Whether the body that is being typed is the JSON that it looks like. */
    public Answer body(Visit visit) {
        visit.caller();
        return visit.part("bodycheck.jte", Map.of("text", visit.form().getOrDefault("body", "")));
    }

    /** Makes the request that is being typed once. */
    public Answer test(Visit visit) {
        Caller caller = visit.caller();
        String named = visit.form().getOrDefault("id", "");
        String id = named.isEmpty() ? null : named;
        Job job = id == null ? null : jobs.get(caller, id);
        JobForm form = JobForm.sent(visit.form(), job == null ? null : job.draft().body());
        TestAnswer answer;
        try {
            answer = TestAnswer.of(tests.send(caller, id, form.draft()));
        } catch (ProblemException e) {
            if (e.kind() == Kind.FORBIDDEN) throw e;
            if (!visit.isPart() && e.kind() == Kind.INVALID) return again(visit, job, form, e);
            answer = TestAnswer.refused(Faulty.words(e));
        }
        return visit.isPart() ? visit.part("jobtest.jte", Map.of("answer", answer)) : page(visit, 200, job, form, answer);
    }

    private static Answer again(Visit visit, @Nullable Job job, JobForm form, ProblemException e) {
        Map<String, String> faults = new HashMap<>(Faulty.byField(e));
        if (e.code().equals("key_taken")) faults.put("key", e.getMessage());
        else if (faults.isEmpty()) throw e;
        return page(visit, Statuses.of(e.kind()), job, form.with(faults), null);
    }

    private static Answer page(Visit visit, int status, @Nullable Job job, JobForm form, @Nullable TestAnswer answer) {
        Map<String, Object> parameters = new HashMap<>();
        JobRow row = job == null ? null : new JobRow(job, null, null, false);
        parameters.put("row", row);
        parameters.put("form", form);
        parameters.put("version", job == null ? "" : form.value("version").isEmpty() ? job.tag() : form.value("version"));
        parameters.put("preview", SchedulePreview.of(form.fields(), visit.now()));
        parameters.put("answer", answer);
        return visit.page(status, "jobform.jte", row == null ? "New job" : "Edit " + row.title(), parameters);
    }

    private static Answer stale(Visit visit, Job now, JobForm mine) {
        JobForm theirs = JobForm.of(now.draft());
        return visit.page(412, "jobstale.jte", "Somebody else has changed this job", Map.of(
                "row", new JobRow(now, null, null, false), "mine", mine, "differences", Difference.between(mine, theirs), "version", now.tag()));
    }
}

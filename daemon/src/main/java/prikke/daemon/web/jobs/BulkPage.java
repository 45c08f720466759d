package prikke.daemon.web.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Visit;

/** What is done to several jobs at once. Deleting is asked about first. */
public final class BulkPage {
    private static final String CHOSEN = "job.";

    private final Jobs jobs;

    public BulkPage(Jobs jobs) {
        this.jobs = jobs;
    }

    public Answer act(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.JOBS_WRITE);
        Map<String, String> form = visit.form();
        List<String> ids = form.keySet().stream().filter(name -> name.startsWith(CHOSEN)).map(name -> name.substring(CHOSEN.length())).toList();
        if (ids.isEmpty()) return visit.redirect("/jobs", Flash.failed("No job was chosen. Tick some first."));
        return switch (form.getOrDefault("action", "")) {
            case "pause" -> visit.redirect(visit.backPath(), done("Paused", ids, id -> jobs.pause(caller, id)));
            case "resume" -> visit.redirect(visit.backPath(), done("Resumed", ids, id -> jobs.resume(caller, id)));
            case "delete" -> ask(visit, caller, ids);
            case "delete-surely" -> visit.redirect("/jobs", done("Deleted", ids, id -> jobs.delete(caller, id)));
            default -> throw ProblemException.of(ProblemException.Kind.BAD_REQUEST, "bad_request", "Jobs can be paused, resumed or deleted.");
        };
    }

    private Answer ask(Visit visit, Caller caller, List<String> ids) {
        List<JobRow> rows = ids.stream().flatMap(id -> find(caller, id).stream()).map(job -> new JobRow(job, null, null, false)).toList();
        if (rows.isEmpty()) return visit.redirect("/jobs", Flash.failed("They are deleted already."));
        return visit.page("jobsdelete.jte", rows.size() == 1 ? "Delete this job?" : "Delete " + rows.size() + " jobs?", Map.of("rows", rows));
    }

    /** A list in which some were chosen has not kept up since: empty for what is gone. */
    private Optional<Job> find(Caller caller, String id) {
        try {
            return Optional.of(jobs.get(caller, id));
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.NOT_FOUND) return Optional.empty();
            throw e;
        }
    }

    private interface Deed {
        void to(String job);
    }

    /** Each for itself: what can't be done to one is done to the others all the same. */
    private static Flash done(String did, List<String> ids, Deed deed) {
        List<String> refusals = new ArrayList<>();
        for (String id : ids) {
            try {
                deed.to(id);
            } catch (ProblemException e) {
                refusals.add(e.getMessage());
            }
        }
        int count = ids.size() - refusals.size();
        String words = did + " " + (count == 1 ? "1 job." : count + " jobs.");
        return refusals.isEmpty() ? Flash.done(words) : Flash.failed(words + " Not the others: " + refusals.getFirst());
    }
}

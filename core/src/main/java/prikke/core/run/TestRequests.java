package prikke.core.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.db.Database;
import prikke.core.job.Job;
import prikke.core.job.JobDraft;
import prikke.core.job.Jobs;

/** The use case of trying a job's request before the job is made or changed. Nothing is executed and nothing kept but that it was done. */
public final class TestRequests {
    /** Somebody waits for it. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int MOST = 32;

    private final Database database;
    private final Jobs jobs;
    private final Trial trial;
    private final Audit audit;
    private final Set<UUID> under = ConcurrentHashMap.newKeySet();

    public TestRequests(Database database, InstantSource clock, Jobs jobs, Trial trial) {
        this.database = database;
        this.jobs = jobs;
        this.trial = trial;
        this.audit = new Audit(clock);
    }

    /**
     * Makes the request that a draft describes, at once and without retries, signed and under the egress policy as any other.
     *
     * @param idOrKey of the job that is being edited, whose credentials stand where the draft has the mask; null for a new one
     * @throws ProblemException when the caller may not, fields of the request are wrong, or the caller's last one is still under way
     */
    public Attempt send(Caller caller, @Nullable String idOrKey, JobDraft draft) {
        Job job = jobs.drafted(caller, idOrKey, request(draft));
        UUID who = caller.keyId() != null ? caller.keyId() : caller.userId();
        if (who == null || under.size() >= MOST || !under.add(who)) throw busy();
        try {
            database.run(tx -> audit.record(tx, caller.did(Action.JOB_TEST, job.subject(), Changes.none())));
            AttemptResult result = trial.of(job);
            return new Attempt(1, result, job.delivery().call(), Map.of());
        } finally {
            under.remove(who);
        }
    }

    /** When it would be due is of no matter here, and must not stand in the way. */
    private static JobDraft request(JobDraft d) {
        String timeout = d.timeout() == null || d.timeout().isBlank() ? null : d.timeout();
        return new JobDraft(
                null, d.name(), d.url(), d.method(), d.headers(), d.body(), null, null, null, null, null, null, timeout, 0, null, null, null,
                d.expectedStatus(), d.expectedBody(), d.followRedirects(), null, null, null, null, null, null, null, null, true, null);
    }

    /** How long is waited at the most, whatever the job says. */
    public static Duration timeout(Duration ofJob) {
        return ofJob.compareTo(LONGEST) < 0 ? ofJob : LONGEST;
    }

    private static ProblemException busy() {
        return ProblemException.tooMany("busy", "A test request of yours is still under way. Wait for its answer, then try again.",
                Duration.ofSeconds(1));
    }
}

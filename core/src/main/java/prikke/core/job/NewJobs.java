package prikke.core.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.Uuid7;
import prikke.core.account.Caller;
import prikke.core.audit.Audit;
import prikke.core.db.Tx;
import prikke.core.event.EventLog;
import prikke.core.event.EventType;

/** Jobs on their way in: checked, made, and written with the executions that they ask for at once. */
final class NewJobs {
    /** Keys are always written in one order, so that two who want the same ones wait for each other and never both. */
    private static final Comparator<Job> BY_KEY = Comparator.comparing(Job::key, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Executor executor;
    private final HeaderSeals seals;
    private final NewJobStore store = new NewJobStore();
    private final Audit audit;

    NewJobs(Executor executor, InstantSource clock, HeaderSeals seals) {
        this.executor = executor;
        this.audit = new Audit(clock);
        this.seals = seals;
    }

    /**
     * The job that a draft comes to.
     *
     * @throws ProblemException with every fault of the draft
     */
    NewJob of(Caller caller, JobDraft draft, Instant now) {
        UUID id = Uuid7.random(now);
        JobSpec spec = JobRules.check(draft, TimingRules.forNew(id, now), Set.of());
        Job job = new Job(
                id,
                caller.org(),
                spec.key(),
                spec.name(),
                Uuid7.random(now),
                seals.sealed(spec.delivery(), caller.org(), id),
                spec.timing(),
                spec.options(),
                spec.enabled(),
                1,
                planAt(id, spec, now),
                now,
                now);
        return NewJob.of(caller, draft, job);
    }

    /** Writes jobs; returns what to do once that is committed. */
    Runnable insert(Tx tx, List<NewJob> fresh) {
        List<Job> jobs = fresh.stream().map(NewJob::job).toList();
        audit.record(tx, fresh.stream().map(NewJob::deed).toList());
        store.insert(tx, jobs.stream().sorted(BY_KEY).toList());
        EventLog.append(tx, jobs.stream().map(job -> JobHappenings.of(EventType.JOB_CREATED, job)).toList());
        Runnable begin = executor.enqueue(tx, jobs.stream().flatMap(job -> once(job).stream()).toList());
        boolean planned = jobs.stream().anyMatch(job -> job.planAt() != null);
        return () -> {
            begin.run();
            if (planned) executor.wake();
        };
    }

    /** When the planner is to look at it first; null for what it need not look at. */
    static @Nullable Instant planAt(UUID id, JobSpec spec, Instant now) {
        if (!spec.enabled() || !spec.timing().recurring()) return null;
        return spec.timing().timetable(id).next(now).orElse(null);
    }

    /** A one-off's only execution. */
    static Optional<NewExecution> once(Job job) {
        Instant at = job.timing().runAt();
        return at == null || !job.enabled() ? Optional.empty() : Optional.of(new NewExecution(Uuid7.derived(job.id(), at), job, at));
    }

    /** Its id, or null. */
    static @Nullable UUID executionOf(Job job) {
        return once(job).map(NewExecution::id).orElse(null);
    }
}

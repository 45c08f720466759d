package prikke.core.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.Precondition;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Deed;
import prikke.core.db.Database;
import prikke.core.db.GroupCommit;
import prikke.core.db.Tx;
import prikke.core.event.EventLog;
import prikke.core.event.EventType;

/** The use cases on jobs. Each checks the caller, then the request, then writes in one transaction. */
public final class Jobs implements AutoCloseable {
    /** Enough to share a commit among all that wait for one, and few enough to be written in a blink. */
    private static final int MOST_IN_A_COMMIT = 500;

    /** How often a replacement begins anew because others write to the same job. */
    private static final int MOST_TRIES = 20;

    private final Database database;
    private final InstantSource clock;
    private final Executor executor;
    private final NewJobs fresh;
    private final JobEdits edits;
    private final JobStore store = new JobStore();
    private final Audit audit;
    private final GroupCommit<NewJob, Job> inserts;

    public Jobs(Database database, InstantSource clock, Executor executor, HeaderSeals seals) {
        this.database = database;
        this.clock = clock;
        this.executor = executor;
        this.fresh = new NewJobs(executor, clock, seals);
        this.edits = new JobEdits(executor, seals);
        this.audit = new Audit(clock);
        this.inserts = new GroupCommit<>("prikke-jobs", database, MOST_IN_A_COMMIT, this::insert);
    }

    /**
     * What creating made.
     *
     * @param execution the execution of a one-off job; null for a recurring one and for one that is not enabled
     */
    public record Created(Job job, @Nullable UUID execution) {}

    /** What replacing made; {@code created} when there was no such job before. */
    public record Replaced(Job job, @Nullable UUID execution, boolean created) {}

    /**
     * Adds a job.
     *
     * @throws ProblemException when the caller may not, when fields are wrong, or when the key is taken
     */
    public Created create(Caller caller, JobDraft draft) {
        caller.require(Permission.JOBS_WRITE);
        NewJob job = fresh.of(caller, draft, clock.instant());
        add(job);
        return new Created(job.job(), NewJobs.executionOf(job.job()));
    }

    /** All that is wrong with a draft of a new job, which is not made. */
    public List<ProblemException.Fault> faults(Caller caller, JobDraft draft) {
        caller.require(Permission.JOBS_WRITE);
        try {
            fresh.of(caller, draft, clock.instant());
            return List.of();
        } catch (ProblemException e) {
            return e.faults();
        }
    }

    /**
     * The job that a draft would come to, which is not made or changed.
     *
     * @param idOrKey of the job that would be edited, or null for a new one
     * @throws ProblemException with every fault of the draft
     */
    public Job drafted(Caller caller, @Nullable String idOrKey, JobDraft draft) {
        caller.require(Permission.JOBS_WRITE);
        if (idOrKey == null) return fresh.of(caller, draft, clock.instant()).job();
        Job before = database.read(tx -> find(tx, caller, idOrKey));
        return edits.edited(before, draft, clock.instant());
    }

    /** How many jobs are sure to come again. */
    public int scheduled(Caller caller) {
        caller.require(Permission.JOBS_READ);
        return database.read(tx -> store.scheduled(tx, caller.org()));
    }

    private void add(NewJob job) {
        try {
            inserts.submit(job);
        } catch (RuntimeException e) {
            if (!Database.isConflict(e)) throw e;
            throw keyTaken(job.job());
        }
    }

    static ProblemException keyTaken(Job job) {
        return ProblemException.of(Kind.CONFLICT, "key_taken", "There is already a job with the key " + job.label()
                + "; choose another key, or replace that job with PUT (--upsert).");
    }

    private GroupCommit.Written<Job> insert(Tx tx, List<NewJob> jobs) {
        return new GroupCommit.Written<>(jobs.stream().map(NewJob::job).toList(), fresh.insert(tx, jobs));
    }

    /**
     * The job with the given id or key.
     *
     * @throws ProblemException when the organization has none such
     */
    public Job get(Caller caller, String idOrKey) {
        caller.require(Permission.JOBS_READ);
        return database.read(tx -> find(tx, caller, idOrKey));
    }

    /** Those of the jobs that the organization still has, by id. */
    public Map<UUID, Job> those(Caller caller, Collection<UUID> ids) {
        caller.require(Permission.JOBS_READ);
        if (ids.isEmpty()) return Map.of();
        return database.read(tx -> store.byIds(tx, caller.org(), ids)).stream().collect(Collectors.toMap(Job::id, job -> job));
    }

    /** The jobs that the filter lets through, newest first. */
    public List<Job> list(Caller caller, JobFilter filter) {
        caller.require(Permission.JOBS_READ);
        return database.read(tx -> store.list(tx, caller.org(), filter));
    }

    /** {@link #replace(Caller, String, JobDraft, Precondition)} whatever the job is. */
    public Replaced replace(Caller caller, String key, JobDraft draft) {
        return replace(caller, key, draft, Precondition.NONE);
    }

    /** The key's job becomes what the draft says, or is created from it. What the draft leaves out takes its default. */
    public Replaced replace(Caller caller, String key, JobDraft draft, Precondition expected) {
        caller.require(Permission.JOBS_WRITE);
        if (draft.key() != null && !draft.key().equals(key)) {
            throw ProblemException.invalid(List.of(new ProblemException.Fault(
                    "key", "mismatch", "differs from the key in the path, " + key + "; leave it out or make them the same.")));
        }
        JobDraft keyed = Drafts.withKey(draft, key);
        for (int tries = 1; ; tries++) {
            try {
                return replaceOnce(caller, key, keyed, expected);
            } catch (ProblemException e) {
                // Somebody else created, edited or deleted it between the look and the write: the draft holds whatever was there.
                if (e.kind() != Kind.CONFLICT || tries == MOST_TRIES) throw e;
            }
        }
    }

    private Replaced replaceOnce(Caller caller, String key, JobDraft draft, Precondition expected) {
        Optional<Job> before = database.read(tx -> store.byKey(tx, caller.org(), key));
        expected.require(before.map(Job::tag).orElse(null), "job " + Fields.shown(key));
        if (before.isEmpty()) {
            Created created = create(caller, draft);
            return new Replaced(created.job(), created.execution(), true);
        }
        Job job = edit(caller, Action.JOB_UPDATE, before.get(), draft);
        return new Replaced(job, NewJobs.executionOf(job), false);
    }

    /** {@link #update(Caller, String, Precondition, UnaryOperator)} whatever the job is. */
    public Job update(Caller caller, String idOrKey, UnaryOperator<JobDraft> change) {
        return update(caller, idOrKey, Precondition.NONE, change);
    }

    /** Edits a job: {@code change} gets it as it could have been sent and returns it as it is to be. */
    public Job update(Caller caller, String idOrKey, Precondition expected, UnaryOperator<JobDraft> change) {
        return update(caller, Action.JOB_UPDATE, idOrKey, expected, change);
    }

    private Job update(Caller caller, Action action, String idOrKey, Precondition expected, UnaryOperator<JobDraft> change) {
        caller.require(Permission.JOBS_WRITE);
        Job before = database.read(tx -> find(tx, caller, idOrKey));
        expected.require(before.tag(), "job " + before.label());
        try {
            return edit(caller, action, before, change.apply(Drafts.shown(before)));
        } catch (ProblemException e) {
            // What was expected held when it was looked at, and no longer when it was to be written.
            throw expected.given() && e.code().equals(JobEdits.EDITED_MEANWHILE) ? Precondition.changed("job " + before.label()) : e;
        }
    }

    /** {@link #pause(Caller, String, Precondition)} whatever the job is. */
    public Job pause(Caller caller, String idOrKey) {
        return pause(caller, idOrKey, Precondition.NONE);
    }

    /** {@link #resume(Caller, String, Precondition)} whatever the job is. */
    public Job resume(Caller caller, String idOrKey) {
        return resume(caller, idOrKey, Precondition.NONE);
    }

    /** Holds a job: until it is resumed, no occurrence of it is executed. Executions that have begun go on. */
    public Job pause(Caller caller, String idOrKey, Precondition expected) {
        return update(caller, Action.JOB_PAUSE, idOrKey, expected, draft -> Drafts.withEnabled(draft, false));
    }

    /** Releases a job; what would have come while it was held is not made up for, except a one-off's only occurrence. */
    public Job resume(Caller caller, String idOrKey, Precondition expected) {
        return update(caller, Action.JOB_RESUME, idOrKey, expected, draft -> Drafts.withEnabled(draft, true));
    }

    /** {@link #delete(Caller, String, Precondition)} whatever the job is. */
    public void delete(Caller caller, String idOrKey) {
        delete(caller, idOrKey, Precondition.NONE);
    }

    /** Deletes a job. Its history stays until it ages out; what has not begun is cancelled. */
    public void delete(Caller caller, String idOrKey, Precondition expected) {
        caller.require(Permission.JOBS_WRITE);
        Instant now = clock.instant();
        Runnable afterCommit = database.write(tx -> {
            Job job = find(tx, caller, idOrKey);
            expected.require(job.tag(), "job " + job.label());
            boolean deleted = expected.given() ? store.deleteUnchanged(tx, job, now) : store.delete(tx, job, now);
            if (!deleted && expected.given()) throw Precondition.changed("job " + job.label());
            if (!deleted) throw ProblemException.notFound("job " + Fields.shown(idOrKey));
            Runnable gone = edits.deleted(tx, job, now);
            audit.record(tx, caller.did(Action.JOB_DELETE, job.subject(), Changes.none()));
            EventLog.append(tx, List.of(JobHappenings.of(EventType.JOB_DELETED, job)));
            return gone;
        });
        afterCommit.run();
    }

    private Job find(Tx tx, Caller caller, String idOrKey) {
        Optional<Job> job = isId(idOrKey)
                ? store.byId(tx, caller.org(), UUID.fromString(idOrKey))
                : store.byKey(tx, caller.org(), idOrKey);
        return job.orElseThrow(() -> ProblemException.notFound("job " + Fields.shown(idOrKey)));
    }

    private static boolean isId(String text) {
        return text.length() == 36 && text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private Job edit(Caller caller, Action action, Job before, JobDraft draft) {
        Instant now = clock.instant();
        Job after = edits.edited(before, draft, now);
        Runnable afterCommit = write(caller.did(action, after.subject(), JobChanges.between(before, after)), before, after, now);
        afterCommit.run();
        return after;
    }

    private Runnable write(Deed deed, Job before, Job after, Instant now) {
        try {
            return database.write(tx -> {
                Runnable written = edits.write(tx, before, after, now);
                if (!deed.changes().isEmpty()) audit.record(tx, deed);
                EventLog.append(tx, JobHappenings.between(before, after, deed.changes()));
                Runnable replanned = executor.replan(tx);
                return () -> {
                    written.run();
                    replanned.run();
                };
            });
        } catch (RuntimeException e) {
            if (!Database.isConflict(e)) throw e;
            throw ProblemException.of(Kind.CONFLICT, "key_taken", "There is already a job with the key " + after.label() + "; choose another.");
        }
    }

    @Override
    public void close() {
        inserts.close();
    }
}

package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.Slice;
import prikke.core.Uuid7;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.job.Job;
import prikke.core.job.Jobs;

/** The use cases on executions. */
public final class Executions {
    private final Database database;
    private final InstantSource clock;
    private final Jobs jobs;
    private final Intake intake;
    private final Completions completions;
    private final HistoryStore store = new HistoryStore();
    private final SearchStore search = new SearchStore();
    private final Audit audit;

    public Executions(Database database, InstantSource clock, Jobs jobs, Intake intake, Completions completions) {
        this.database = database;
        this.clock = clock;
        this.jobs = jobs;
        this.intake = intake;
        this.completions = completions;
        this.audit = new Audit(clock);
    }

    /**
     * The execution with the given id.
     *
     * @throws ProblemException when the organization has none such
     */
    public Execution get(Caller caller, UUID id) {
        caller.require(Permission.EXECUTIONS_READ);
        return database.read(tx -> store.byId(tx, caller.org(), id, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("execution " + id));
    }

    /** The execution once it has ended, or as it stands after the given time. */
    public Execution await(Caller caller, UUID id, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            CountDownLatch latch = completions.register(id);
            try {
                Execution execution = get(caller, id);
                long left = end - System.nanoTime();
                if (execution.status().ended() || left <= 0 || completions.closed()) return execution;
                // Interrupted, it must not ask the database again: inside H2 an interrupt closes the file.
                if (!completions.await(latch, left)) return execution;
            } finally {
                completions.forget(id, latch);
            }
        }
    }

    /** The executions that the filter lets through, whatever their text. */
    public List<Execution> list(Caller caller, ExecutionFilter filter) {
        caller.require(Permission.EXECUTIONS_READ);
        return database.read(tx -> store.list(tx, caller.org(), filter, clock.instant()));
    }

    /**
     * A page of the executions that the filter lets through. One that searches for a text goes through 2,000 executions at
     * the most: a page may hold fewer than asked for, or none, and yet say where to go on.
     */
    public Slice<Execution> page(Caller caller, ExecutionFilter filter) {
        caller.require(Permission.EXECUTIONS_READ);
        if (filter.text() != null) return database.read(tx -> search.of(tx, caller.org(), filter, clock.instant()));
        return Slice.of(list(caller, filter.withLimit(filter.limit() + 1)), filter.limit(), Execution::id);
    }

    /** Of each of the jobs the latest execution that has begun; jobs without one are left out. */
    public Map<UUID, Execution> latest(Caller caller, Collection<UUID> ofJobs) {
        caller.require(Permission.EXECUTIONS_READ);
        return database.read(tx -> store.latest(tx, caller.org(), ofJobs, clock.instant()));
    }

    /** How long the latest successful executions of each of the jobs took on average; jobs without one are left out. */
    public Map<UUID, Duration> typicalDurations(Caller caller, Collection<UUID> ofJobs) {
        caller.require(Permission.EXECUTIONS_READ);
        return database.read(tx -> store.typicalDurations(tx, caller.org(), ofJobs));
    }

    /** Those of the jobs that have an execution which has not ended. */
    public Set<UUID> active(Caller caller, Collection<UUID> ofJobs) {
        caller.require(Permission.EXECUTIONS_READ);
        return ofJobs.isEmpty() ? Set.of() : Set.copyOf(database.read(tx -> store.stillActive(tx, caller.org(), ofJobs)));
    }

    /** The attempts of an execution, in order. */
    public List<Attempt> attempts(Caller caller, UUID id) {
        get(caller, id);
        return database.read(tx -> store.attempts(tx, id));
    }

    /** Runs a job now, whether it is paused or not, and leaves its schedule as it is. */
    public Execution runNow(Caller caller, String idOrKey) {
        caller.require(Permission.EXECUTIONS_WRITE);
        Job job = jobs.get(caller, idOrKey);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Planned planned = Planned.of(job, Uuid7.random(now), Trigger.MANUAL, now, now);
        Runnable afterCommit = database.write(tx -> {
            audit.record(tx, caller.did(Action.JOB_RUN, job.subject(), Changes.of("execution", null, planned.id())));
            return intake.add(tx, List.of(planned));
        });
        afterCommit.run();
        return get(caller, planned.id());
    }

    /**
     * Ends an execution that has not begun, or that waits to be tried again, as cancelled. One that runs is not broken off, but is not
     * tried again either.
     *
     * @throws ProblemException when there is none such, or it has ended
     */
    public Execution cancel(Caller caller, UUID id) {
        caller.require(Permission.EXECUTIONS_WRITE);
        Execution execution = get(caller, id);
        if (execution.status().ended()) {
            throw ProblemException.of(Kind.CONFLICT, "ended", "The execution " + id + " has ended already: " + execution.status().text() + ".");
        }
        Runnable afterCommit = database.write(tx -> {
            audit.record(tx, caller.did(Action.EXECUTION_CANCEL, new Subject("execution", id, execution.jobKey()), Changes.none()));
            return intake.cancelExecution(tx, id, clock.instant(), "cancelled on request");
        });
        afterCommit.run();
        return get(caller, id);
    }
}

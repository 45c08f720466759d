package prikke.core.run;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.ProblemException.Kind;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Deed;
import prikke.core.audit.Subject;
import prikke.core.db.Database;

/** The use cases of making the requests of ended executions again, each as a new execution that is linked to the old one. */
public final class Replays {
    /** How many executions one call replays at the most. */
    public static final int MOST = 1000;

    /** How many share a transaction: their bodies are in memory meanwhile. */
    private static final int STEP = 100;

    private final Database database;
    private final InstantSource clock;
    private final Executions executions;
    private final Intake intake;
    private final ReplayStore store = new ReplayStore();
    private final Audit audit;

    public Replays(Database database, InstantSource clock, Executions executions, Intake intake) {
        this.database = database;
        this.clock = clock;
        this.executions = executions;
        this.intake = intake;
        this.audit = new Audit(clock);
    }

    /**
     * What a bulk replay came to.
     *
     * @param ids the new executions, those of the latest occurrences first
     * @param more whether there are further ones that the filter lets through
     */
    public record Replayed(List<UUID> ids, boolean more) {}

    /**
     * Replays one execution, also one that has been replayed before.
     *
     * @throws ProblemException when there is none such, it has not ended, or its job was deleted
     */
    public Execution one(Caller caller, UUID id) {
        caller.require(Permission.EXECUTIONS_WRITE);
        Execution old = executions.get(caller, id);
        if (!old.status().ended()) {
            throw ProblemException.of(Kind.CONFLICT, "not_ended", "The execution " + id + " is still " + old.status().text()
                    + "; wait until it has ended, or cancel it first.");
        }
        Instant now = now();
        List<Planned> again = database.read(tx -> store.one(tx, caller.org(), id, now));
        if (again.isEmpty()) throw ProblemException.notFound("job " + (old.jobKey() == null ? old.jobId() : old.jobKey()));
        enter(caller, again);
        return executions.get(caller, again.getFirst().id());
    }

    /**
     * Replays what the filter lets through and has not been replayed yet, so that a call which is repeated goes on where the one before
     * ended. Executions of deleted jobs are passed over.
     *
     * @param filter without a status, {@code failed} and {@code timeout} are meant; its limit is 1 to {@link #MOST}
     * @throws ProblemException when the caller may not, or the filter asks for what has not ended
     */
    public Replayed many(Caller caller, ExecutionFilter filter) {
        return many(caller, filter, null);
    }

    /**
     * The same of executions that went wrong alike, up to {@link #MOST} of them.
     *
     * @param since of occurrences at or after this instant
     */
    public Replayed alike(Caller caller, Failures.Alike alike, Instant since) {
        return many(caller, new ExecutionFilter(alike.job(), alike.status(), null, since, null, null, MOST), alike);
    }

    private Replayed many(Caller caller, ExecutionFilter filter, Failures.@Nullable Alike alike) {
        caller.require(Permission.EXECUTIONS_WRITE);
        requireEnded(filter.status());
        Instant now = now();
        // Nothing that comes of this very call is replayed by it.
        Instant until = filter.until() == null || filter.until().isAfter(now) ? now : filter.until();
        List<UUID> ids = new ArrayList<>();
        boolean more = true;
        while (more && ids.size() < filter.limit()) {
            int step = Math.min(STEP, filter.limit() - ids.size());
            ExecutionFilter bounded = new ExecutionFilter(
                    filter.job(), filter.status(), filter.queue(), filter.since(), until, filter.past(), step);
            List<Planned> found = database.read(tx -> store.many(tx, caller.org(), bounded, alike, step + 1, now));
            more = found.size() > step;
            List<Planned> some = found.subList(0, Math.min(step, found.size()));
            enter(caller, some);
            some.forEach(planned -> ids.add(planned.id()));
        }
        return new Replayed(ids, more);
    }

    private void enter(Caller caller, List<Planned> again) {
        if (again.isEmpty()) return;
        Runnable afterCommit = database.write(tx -> {
            audit.record(tx, again.stream().map(planned -> replayed(caller, planned)).toList());
            return intake.add(tx, again);
        });
        afterCommit.run();
    }

    private static Deed replayed(Caller caller, Planned planned) {
        Subject old = new Subject("execution", planned.replayOf(), planned.jobKey());
        return caller.did(Action.EXECUTION_REPLAY, old, Changes.of("execution", null, planned.id()));
    }

    private static void requireEnded(@Nullable ExecutionStatus status) {
        if (status == null || status.ended()) return;
        throw ProblemException.invalid(List.of(new Fault("status", "not_ended",
                "is " + status.text() + "; only what has ended can be replayed: success, failed, timeout, missed, skipped or cancelled.")));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

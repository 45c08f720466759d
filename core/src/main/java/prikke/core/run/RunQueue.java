package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ATTEMPTS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.run.Finish.End;
import prikke.core.run.Finish.Retry;

/** The executions that have not ended, as the engine handles them. */
public final class RunQueue {
    /** The node that holds what nobody holds. */
    public static final long NOBODY = 0;

    private final Database database;
    private final QueueStore store;

    public RunQueue(Database database) {
        this.database = database;
        this.store = QueueStore.of(database.dialect());
    }

    /** Adds executions that are certain to be new; held by {@code node} from the start, unless that is {@link #NOBODY}. */
    public void insert(Tx tx, List<Planned> rows, long node, Instant now) {
        if (!rows.isEmpty()) store.insert(tx, rows, node, now);
    }

    /** Adds those executions that there are not yet, ended ones counted, held like {@link #insert}; returns those added. */
    public List<Planned> insertMissing(Tx tx, List<Planned> rows, long node, Instant now) {
        return rows.isEmpty() ? rows : PortableQueueStore.only(rows, store.insertMissing(tx, rows, node, now));
    }

    /**
     * Takes executions for a node, the most overdue first.
     *
     * @param until what is due by then is taken
     * @return the claims, committed
     */
    public List<Claim> claim(long node, Instant now, Instant until, int limit) {
        return database.write(tx -> store.claim(tx, node, now, until, limit));
    }

    /**
     * Records attempts and what follows from them, in one transaction. A finish under a claim that no longer holds changes nothing.
     *
     * @return the executions that have ended by this
     */
    public List<UUID> finish(long node, List<Finish> finishes) {
        return database.write(tx -> {
            List<Finish> ends = new ArrayList<>();
            List<Finish> retries = new ArrayList<>();
            for (Finish f : finishes) (f.next() instanceof End ? ends : retries).add(f);
            boolean[] put = retries.isEmpty() ? new boolean[0] : store.retry(tx, node, retries);
            for (int i = 0; i < put.length; i++) if (!put[i]) ends.add(unretried(retries.get(i)));
            if (ends.isEmpty()) return List.of();
            return PortableQueueStore.only(ends, store.end(tx, node, ends)).stream()
                    .map(f -> f.claim().id())
                    .toList();
        });
    }

    /** A retry that did not come about: either the claim is void, then the end is too; or the execution was cancelled meanwhile. */
    private static Finish unretried(Finish f) {
        ExecutionStatus status = f.result().status() == AttemptStatus.TIMEOUT ? ExecutionStatus.TIMEOUT : ExecutionStatus.FAILED;
        return new Finish(f.claim(), f.result(), new End(status, "not tried again: cancelled"));
    }

    /** Lets go of claims that have not been attempted, so that any node may take them. */
    public void release(long node, List<Claim> claims) {
        if (!claims.isEmpty()) database.run(tx -> store.release(tx, node, claims));
    }

    /** Removes what has not begun of a job's own occurrences that are due after the given instant; says which. */
    public List<UUID> withdraw(Tx tx, UUID job, Instant after) {
        return store.withdraw(tx, job, after);
    }

    /** Ends as cancelled what of a job nobody holds or is not due yet, and bars what is held from being tried again; says which ended. */
    public List<UUID> cancel(Tx tx, UUID job, Instant now, String reason) {
        tx.sql().update(ACTIVE_EXECUTIONS).set(ACTIVE_EXECUTIONS.CANCELLED, true).where(ACTIVE_EXECUTIONS.JOB_ID.eq(job)).execute();
        Condition idle = ACTIVE_EXECUTIONS.NODE.eq(NOBODY).or(ACTIVE_EXECUTIONS.DUE_AT.gt(now));
        return endUnattempted(tx, ACTIVE_EXECUTIONS.JOB_ID.eq(job).and(idle), ExecutionStatus.CANCELLED, now, reason);
    }

    /**
     * Occurrences that were planned for before the given instant and never attempted, held by nobody: candidates for having been
     * missed. The oldest first.
     */
    public List<UUID> jobsWithUnattempted(Instant before, int limit) {
        return database.read(tx -> tx.sql().selectDistinct(ACTIVE_EXECUTIONS.JOB_ID)
                .from(ACTIVE_EXECUTIONS)
                .where(unattempted(before))
                .limit(limit)
                .fetch(ACTIVE_EXECUTIONS.JOB_ID));
    }

    private static Condition unattempted(Instant before) {
        return ACTIVE_EXECUTIONS.NODE.eq(NOBODY)
                .and(ACTIVE_EXECUTIONS.ATTEMPTS.eq(0))
                .and(ACTIVE_EXECUTIONS.TRIGGER_KIND.eq(Trigger.SCHEDULE.text()))
                .and(ACTIVE_EXECUTIONS.DUE_AT.lt(before));
    }

    /** Ends as missed what of a job was due before the given instant, was never attempted and is held by nobody; says which. */
    public List<UUID> miss(Tx tx, UUID job, Instant before, Instant now, String reason) {
        return endUnattempted(tx, ACTIVE_EXECUTIONS.JOB_ID.eq(job).and(unattempted(before)), ExecutionStatus.MISSED, now, reason);
    }

    private static List<UUID> endUnattempted(Tx tx, Condition which, ExecutionStatus status, Instant now, String reason) {
        List<UUID> ids = tx.sql().select(ACTIVE_EXECUTIONS.ID).from(ACTIVE_EXECUTIONS).where(which).forUpdate().fetch(ACTIVE_EXECUTIONS.ID);
        if (ids.isEmpty()) return ids;
        Condition chosen = ACTIVE_EXECUTIONS.ID.in(ids);
        var a = ACTIVE_EXECUTIONS;
        var e = ENDED_EXECUTIONS;
        tx.sql().insertInto(e, e.ID, e.ORG_ID, e.JOB_ID, e.REVISION_ID, e.TRIGGER_KIND, e.STATUS, e.SCHEDULED_FOR, e.STARTED_AT,
                        e.FINISHED_AT, e.ATTEMPTS, e.MAX_ATTEMPTS, e.QUEUE, e.PRIORITY, e.REPLAY_OF, e.REASON)
                .select(DSL.select(a.ID, a.ORG_ID, a.JOB_ID, a.REVISION_ID, a.TRIGGER_KIND, DSL.val(status.text()), a.SCHEDULED_FOR,
                                a.STARTED_AT, DSL.val(now), a.ATTEMPTS, a.MAX_ATTEMPTS, a.QUEUE, a.PRIORITY, a.REPLAY_OF, DSL.val(reason))
                        .from(a)
                        .where(chosen))
                .execute();
        tx.sql().deleteFrom(a).where(chosen).execute();
        return ids;
    }

    /** Records occurrences that were never to run, straight into the history, each with its reason; those that there are stay as they are. */
    public void recordMissed(Tx tx, List<Missed> missed, Instant now) {
        store.insertMissed(tx, missed, now);
    }

    /** An occurrence that was missed, and why; a long run of them may be told in the reason of one. */
    public record Missed(Planned occurrence, String reason) {}

    /**
     * Frees what a node held that is no more. What it may have attempted gets an attempt that is lost, and is due again at once;
     * what was not yet due when the node was last alive is merely let go.
     *
     * @param nodeName what the lost attempts call it
     * @param alive what was due by then may have been attempted
     * @return how many attempts were lost
     */
    public int reap(long node, String nodeName, Instant alive) {
        return database.write(tx -> {
            var a = ACTIVE_EXECUTIONS;
            Condition held = a.NODE.eq(node);
            tx.sql().update(a).set(a.NODE, NOBODY).where(held).and(a.DUE_AT.gt(alive)).execute();
            List<UUID> ids = tx.sql().select(a.ID).from(a).where(held).forUpdate().fetch(a.ID);
            if (ids.isEmpty()) return 0;
            var t = ATTEMPTS;
            tx.sql().insertInto(t, t.EXECUTION_ID, t.NUMBER, t.STATUS, t.NODE, t.CLAIMED_AT, t.ERROR_MESSAGE, t.RESPONSE_HEADERS, t.RESPONSE_TRUNCATED)
                    .select(DSL.select(a.ID, a.ATTEMPTS.plus(1), DSL.val(AttemptStatus.LOST.text()), DSL.val(nodeName), a.CLAIMED_AT,
                                    DSL.val("The daemon that made this attempt stopped before it could record the outcome."), DSL.val("{}"), DSL.val(false))
                            .from(a)
                            .where(a.ID.in(ids)))
                    .execute();
            tx.sql().update(a)
                    .set(a.NODE, NOBODY)
                    .set(a.ATTEMPTS, a.ATTEMPTS.plus(1))
                    .set(a.LOST, a.LOST.plus(1))
                    .where(a.ID.in(ids))
                    .execute();
            return ids.size();
        });
    }
}

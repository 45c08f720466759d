package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ATTEMPTS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.event.EventLog;
import prikke.core.event.Happening;
import prikke.core.run.Finish.End;

/** The executions that have not ended, as the engine handles them. */
public final class RunQueue {
    /** The node that holds what nobody holds. */
    public static final long NOBODY = 0;

    private static final Comparator<Finish> BY_ID = Comparator.comparing(f -> f.claim().id());
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;
    private static final Endings ENDINGS = new Endings();

    private final Database database;
    private final Taken taken;
    private final QueueStore store;
    private final WithdrawalStore withdrawals = new WithdrawalStore();
    private final LossStore losses = new LossStore(withdrawals);

    /** @param taken is told of what is claimed */
    public RunQueue(Database database, Taken taken) {
        this.database = database;
        this.taken = taken;
        this.store = QueueStore.of(database.dialect());
    }

    /** How many executions are best handled in one transaction: enough for its cost to be spread thin, not so many as to keep others waiting. */
    public int batch() {
        return store.batch();
    }

    /** Adds executions that are certain to be new, held from the start or by nobody. */
    public void insert(Tx tx, List<Planned> rows, Holder holder) {
        if (!rows.isEmpty()) store.insert(tx, rows, holder);
    }

    /** Adds those executions that there are not yet, ended ones counted, held like {@link #insert}; returns those added. */
    public List<Planned> insertMissing(Tx tx, List<Planned> rows, Holder holder) {
        return rows.isEmpty() ? rows : PortableQueueStore.only(rows, store.insertMissing(tx, rows, holder));
    }

    /**
     * Takes executions for a node, the most overdue first.
     *
     * @param until what is due by then is taken
     * @return the claims, committed
     */
    public List<Claim> claim(long node, Instant now, Instant until, Room room) {
        return database.write(tx -> told(tx, store.claim(tx, node, now, until, room)));
    }

    /**
     * Takes executions for a node, as many of one organization that has something due as of the next; within each the highest
     * priority first, then the most overdue. For times when more is due than can be taken at once: then this keeps one organization's
     * backlog from standing in the way of the others.
     *
     * @param after the organization that a claim before this one ended with
     * @param but organizations to be left out
     */
    public InTurn claimInTurn(long node, Instant now, Instant until, Room room, UUID after, Set<UUID> but) {
        return database.write(tx -> {
            InTurn claimed = store.claimInTurn(tx, node, now, until, room, after, but);
            told(tx, claimed.claims());
            return claimed;
        });
    }

    /** Takes the given executions for a node, those of them that are held by nobody. */
    List<Claim> claim(Tx tx, long node, Instant now, List<UUID> ids) {
        return ids.isEmpty() ? List.of() : told(tx, store.claim(tx, node, now, ids));
    }

    private List<Claim> told(Tx tx, List<Claim> claims) {
        taken.taken(tx, claims);
        return claims;
    }

    /** Ends those of the given executions that nobody holds; says which. */
    List<UUID> endUnheld(Tx tx, List<UUID> ids, ExecutionStatus status, Instant now, String reason) {
        return ids.isEmpty() ? ids : UnattemptedStore.end(tx, A.ID.in(ids).and(A.NODE.eq(NOBODY)), status, now, reason);
    }

    /** Ends what the condition names and nobody has attempted; says which. */
    List<UUID> end(Tx tx, Condition which, ExecutionStatus status, Instant now, String reason) {
        return UnattemptedStore.end(tx, which, status, now, reason);
    }

    /**
     * Records attempts and what follows from them, in one transaction. A finish under a claim that no longer holds changes nothing.
     *
     * @return the executions that have ended by this
     */
    public List<UUID> finish(long node, List<Finish> finishes) {
        return finish(node, finishes, List.of());
    }

    /**
     * The same, and logs what has begun.
     *
     * @param begun is told of before the rest
     */
    public List<UUID> finish(long node, List<Finish> finishes, List<Happening> begun) {
        return database.write(tx -> {
            List<Happening> happened = new ArrayList<>(begun);
            List<Finish> ends = new ArrayList<>();
            List<Finish> retries = new ArrayList<>();
            for (Finish f : finishes) (f.next() instanceof End ? ends : retries).add(f);
            // Rows are always locked in the order of their ids, so that two who want the same ones cannot block each other. Ends alone
            // are taken in it; those of a retry and those after it would be two runs through it.
            if (!retries.isEmpty()) locked(tx, A.ID.in(finishes.stream().map(f -> f.claim().id()).toList()));
            retries.sort(BY_ID);
            boolean[] put = retries.isEmpty() ? new boolean[0] : store.retry(tx, node, retries);
            for (int i = 0; i < put.length; i++) {
                if (put[i]) happened.add(Happenings.retried(retries.get(i)));
                else ends.add(unretried(retries.get(i)));
            }
            ends.sort(BY_ID);
            List<Finish> ended = ends.isEmpty() ? ends : PortableQueueStore.only(ends, store.end(tx, node, ends));
            ENDINGS.finished(tx, ended);
            for (Finish f : ended) happened.add(Happenings.ended(f));
            EventLog.append(tx, happened);
            return ended.stream().map(f -> f.claim().id()).toList();
        });
    }

    /** A retry that did not come about: either the claim is void, then the end is too; or the execution was cancelled meanwhile. */
    private static Finish unretried(Finish f) {
        ExecutionStatus status = f.result().status() == AttemptStatus.TIMEOUT ? ExecutionStatus.TIMEOUT : ExecutionStatus.FAILED;
        return new Finish(f.claim(), f.result(), new End(status, "not tried again: cancelled"));
    }

    /**
     * Lets go of claims that have not been attempted, so that any node may take them; those that were cancelled meanwhile end, those
     * that were to be taken back are.
     */
    public void release(long node, List<Claim> claims, Instant now) {
        releaseHeld(node, claims.stream().map(Claim::held).toList(), now);
    }

    /** The same, by what is held. */
    public void releaseHeld(long node, List<Held> held, Instant now) {
        if (held.isEmpty()) return;
        database.run(tx -> {
            store.release(tx, node, held);
            Bell.DUE.ring(tx);
            withdrawals.settle(tx, held.stream().map(Held::execution).toList(), now);
        });
    }

    /** The same for claims that are not to be attempted for a while. */
    public void postpone(long node, List<Postponed> postponed, Instant now) {
        if (postponed.isEmpty()) return;
        database.run(tx -> {
            store.postpone(tx, node, postponed);
            withdrawals.settle(tx, postponed.stream().map(p -> p.claim().id()).toList(), now);
        });
    }

    /** What a node holds that it is to give up, unless it has begun: what has been cancelled, and what is to be taken back. */
    public List<Held> recalledOf(long node) {
        Condition recalled = A.CANCELLED.isTrue().or(A.WITHDRAWN.isTrue().and(A.ATTEMPTS.eq(0)));
        return database.read(tx -> tx.sql().select(A.ID, A.TOKEN).from(A).where(A.NODE.eq(node)).and(recalled)
                .fetch(r -> new Held(r.value1(), r.value2())));
    }

    /** What the database says a node has held since before the given instant. */
    public List<Held> heldSince(long node, Instant before) {
        return database.read(tx -> tx.sql().select(A.ID, A.TOKEN).from(A).where(A.NODE.eq(node)).and(A.CLAIMED_AT.lt(before))
                .fetch(r -> new Held(r.value1(), r.value2())));
    }

    /**
     * Takes back what of a job's own occurrences has not begun: what is still to come leaves no record, since it is planned anew; with
     * {@code all} what is over and waits goes too, a recurring job's as cancelled.
     *
     * @param giving has claims on these given up, as far as may be; what others hold is taken back once they let go of it, unless they
     *     have begun it
     * @return what has ended
     */
    public List<UUID> withdraw(Tx tx, UUID job, boolean all, Giving giving, Instant now) {
        return withdrawals.withdraw(tx, job, all, giving, now);
    }

    /** Takes claims out of their holder's hands. */
    @FunctionalInterface
    public interface Giving {
        /** For where nobody gives anything up. */
        Giving NOTHING = executions -> List.of();

        /**
         * Gives up claims on executions, so that they do not begin.
         *
         * @param executions whose rows are locked: nobody else can take them, and none is about to be taken unbeknown
         * @return which of them are given up, under the claim that was: should the row bear another by now, it is somebody else's
         */
        Collection<Held> up(List<UUID> executions);
    }

    /**
     * Ends as cancelled what of a job nobody holds, and bars what is held from being tried again.
     *
     * @param giving has claims on these given up, as far as may be
     * @return what has ended
     */
    public List<UUID> cancel(Tx tx, UUID job, Giving giving, Instant now, String reason) {
        return withdrawals.cancel(tx, A.JOB_ID.eq(job), giving, now, reason);
    }

    /** The same for some executions. */
    public List<UUID> cancelExecutions(Tx tx, List<UUID> ids, Giving giving, Instant now, String reason) {
        return withdrawals.cancel(tx, A.ID.in(ids), giving, now, reason);
    }

    /** The executions that the condition names, in the order of their ids, nobody else's to change until this is committed. */
    static List<UUID> locked(Tx tx, Condition which) {
        return tx.sql().select(A.ID).from(A).where(which).orderBy(A.ID).forUpdate().fetch(A.ID);
    }

    /**
     * Jobs with occurrences that were planned for before the given instant and never attempted, held by nobody: candidates for
     * having been missed. In the order of their ids.
     *
     * @param after only jobs with a larger id; null for the first
     */
    public List<UUID> jobsWithUnattempted(Instant before, @Nullable UUID after, int limit) {
        Condition which = after == null ? unattempted(before) : unattempted(before).and(A.JOB_ID.gt(after));
        return database.read(tx ->
                tx.sql().selectDistinct(A.JOB_ID).from(A).where(which).orderBy(A.JOB_ID).limit(limit).fetch(A.JOB_ID));
    }

    /** The nodes that hold anything. */
    public List<Long> holders() {
        return database.read(tx -> tx.sql().selectDistinct(A.NODE).from(A).where(A.NODE.ne(NOBODY)).fetch(A.NODE));
    }

    /** What waits at a gate is not meant: it was not for want of a daemon that it did not run. */
    private static Condition unattempted(Instant before) {
        return A.NODE.eq(NOBODY)
                .and(A.GATED.eq(false))
                .and(A.ATTEMPTS.eq(0))
                .and(A.TRIGGER_KIND.eq(Trigger.SCHEDULE.text()))
                .and(A.DUE_AT.lt(before));
    }

    /** Ends as missed what of a job was due before the given instant, was never attempted and is held by nobody; says which. */
    public List<UUID> miss(Tx tx, UUID job, Instant before, Instant now, String reason) {
        return UnattemptedStore.end(tx, A.JOB_ID.eq(job).and(unattempted(before)), ExecutionStatus.MISSED, now, reason);
    }

    /** Records occurrences that were never to run, straight into the history, each with its reason; those that there are stay as they are. */
    public void recordMissed(Tx tx, List<Missed> missed, Instant now) {
        List<Missed> fresh = PortableQueueStore.only(missed, store.insertMissed(tx, missed, now));
        ENDINGS.missed(tx, fresh, now);
        EventLog.append(tx, fresh.stream().map(Happenings::missed).toList());
    }

    /** An occurrence that was missed, and why; a long run of them may be told in the reason of one. */
    public record Missed(Planned occurrence, String reason) {}

    /**
     * Frees what a node held that is no more. What it may have attempted gets an attempt that is lost, and is due again at once;
     * what was not yet due when the node was last alive is merely let go. What was cancelled ends.
     *
     * @param nodeName what the lost attempts call it
     * @param alive what was due by then may have been attempted
     * @return how many attempts were lost
     */
    public int reap(long node, String nodeName, Instant alive, Instant now) {
        return database.write(tx -> {
            List<UUID> held = locked(tx, A.NODE.eq(node));
            return held.isEmpty() ? 0 : losses.reap(tx, node, nodeName, held, alive, now);
        });
    }
}

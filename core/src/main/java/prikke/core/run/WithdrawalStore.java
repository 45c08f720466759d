package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;

/** Takes back and cancels executions: at once where nobody holds them, through their holder where somebody does. */
final class WithdrawalStore {
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;

    private final RecalledStore store = new RecalledStore();

    /** {@link RunQueue#withdraw}. */
    List<UUID> withdraw(Tx tx, UUID job, boolean all, RunQueue.Giving giving, Instant now) {
        Condition unbegun =
                A.JOB_ID.eq(job).and(A.ATTEMPTS.eq(0)).and(A.TRIGGER_KIND.in(Trigger.SCHEDULE.text(), Trigger.ONCE.text()));
        Condition toCome = A.SCHEDULED_FOR.gt(now);
        List<UUID> wanted = RunQueue.locked(tx, all ? unbegun : unbegun.and(toCome));
        List<UUID> ids = wanted.isEmpty() ? wanted : tx.sql().select(A.ID).from(A).where(freed(wanted, giving)).fetch(A.ID);
        if (ids.size() < wanted.size()) store.announce(tx, wanted, ids);
        if (ids.isEmpty()) return ids;
        Condition over = A.ID.in(ids).and(toCome.not()).and(A.TRIGGER_KIND.eq(Trigger.SCHEDULE.text()));
        List<UUID> ended = all ? UnattemptedStore.end(tx, over, ExecutionStatus.CANCELLED, now, RecalledStore.PAUSED) : List.of();
        tx.sql().deleteFrom(A).where(A.ID.in(ids)).execute();
        return ended;
    }

    /** What of the locked executions nobody holds, or nobody any more. */
    private static Condition freed(List<UUID> locked, RunQueue.Giving giving) {
        Collection<Held> given = giving.up(locked);
        Condition unheld = A.ID.in(locked).and(A.NODE.eq(RunQueue.NOBODY));
        if (given.isEmpty()) return unheld;
        return unheld.or(DSL.row(A.ID, A.TOKEN).in(given.stream().map(h -> DSL.row(h.execution(), h.token())).toList()));
    }

    /** {@link RunQueue#cancel} of what the condition names. */
    List<UUID> cancel(Tx tx, Condition which, RunQueue.Giving giving, Instant now, String reason) {
        List<UUID> all = RunQueue.locked(tx, which);
        if (all.isEmpty()) return all;
        tx.sql().update(A).set(A.CANCELLED, true).where(A.ID.in(all)).execute();
        List<UUID> ended = UnattemptedStore.end(tx, freed(all, giving), ExecutionStatus.CANCELLED, now, reason);
        if (ended.size() < all.size()) Bell.RECALL.ring(tx);
        return ended;
    }

    /** What was wanted of the given while somebody held them that nobody holds any more. */
    void settle(Tx tx, List<UUID> ids, Instant now) {
        List<UUID> wanted = tx.sql().select(A.ID).from(A)
                .where(tx.dialect().among(A.ID, ids)).and(A.NODE.eq(RunQueue.NOBODY)).and(A.CANCELLED.isTrue().or(A.WITHDRAWN.isTrue()))
                .fetch(A.ID);
        // As good as always: claims are let go by the hundred all day long.
        if (wanted.isEmpty()) return;
        endCancelled(tx, wanted, now);
        store.settle(tx, wanted, now);
    }

    private static void endCancelled(Tx tx, List<UUID> ids, Instant now) {
        Condition which = tx.dialect().among(A.ID, ids).and(A.CANCELLED).and(A.NODE.eq(RunQueue.NOBODY));
        UnattemptedStore.end(tx, which, ExecutionStatus.CANCELLED, now, "cancelled before it was attempted again");
    }
}

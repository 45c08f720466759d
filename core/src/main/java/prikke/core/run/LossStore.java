package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ATTEMPTS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.event.EventLog;

/** What becomes of executions whose node is no more: the attempt that it may have been at is lost, and the next one is due. */
final class LossStore {
    /** What has brought a daemon down, or was under way when one went down, so many times is not attempted any more. */
    static final int MOST_LOST = 10;

    private static final Duration LONGEST_SPREAD = Duration.ofMinutes(1);

    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;

    private final WithdrawalStore withdrawals;

    LossStore(WithdrawalStore withdrawals) {
        this.withdrawals = withdrawals;
    }

    /** {@link RunQueue#reap} of the locked executions that the node held. */
    int reap(Tx tx, long node, String nodeName, List<UUID> held, Instant alive, Instant now) {
        tx.sql().update(A).set(A.NODE, RunQueue.NOBODY).where(A.ID.in(held)).and(A.DUE_AT.gt(alive)).execute();
        int lost = lose(tx, A.ID.in(held).and(A.NODE.eq(node)), nodeName, now);
        withdrawals.settle(tx, held, now);
        UnattemptedStore.end(tx, A.ID.in(held).and(A.LOST.ge(MOST_LOST)).and(A.NODE.eq(RunQueue.NOBODY)), ExecutionStatus.FAILED, now,
                "given up: the daemon stopped in the middle of " + MOST_LOST + " attempts");
        return lost;
    }

    private static int lose(Tx tx, Condition which, String nodeName, Instant now) {
        var t = ATTEMPTS;
        tx.sql().insertInto(t, t.EXECUTION_ID, t.NUMBER, t.STATUS, t.NODE, t.CLAIMED_AT, t.ERROR_MESSAGE, t.RESPONSE_HEADERS, t.RESPONSE_TRUNCATED)
                .select(DSL.select(A.ID, A.ATTEMPTS.plus(1), DSL.val(AttemptStatus.LOST.text()), DSL.val(nodeName), A.CLAIMED_AT,
                                DSL.val("The daemon that made this attempt stopped before it could record the outcome."), DSL.val("{}"), DSL.val(false))
                        .from(A)
                        .where(which))
                .execute();
        EventLog.append(tx, tx.sql().select(A.ID, A.ORG_ID, A.JOB_ID, A.ATTEMPTS).from(A).where(which).orderBy(A.ID)
                .fetch(r -> Happenings.lost(r.value2(), r.value3(), r.value1(), r.value4() + 1, now)));
        List<UUID> again = tx.sql().select(A.ID).from(A).where(which).and(A.LOST.gt(0)).fetch(A.ID);
        int lost = tx.sql().update(A)
                .set(A.NODE, RunQueue.NOBODY)
                .set(A.ATTEMPTS, A.ATTEMPTS.plus(1))
                .set(A.LOST, A.LOST.plus(1))
                .where(which)
                .execute();
        spread(tx, again, now);
        return lost;
    }

    /**
     * One of these may be what stops daemons. The others part from it by being attempted at different times, further apart each time.
     */
    private static void spread(Tx tx, List<UUID> lostAgain, Instant now) {
        if (lostAgain.isEmpty()) return;
        tx.sql().batch(tx.sql().select(A.ID, A.LOST).from(A).where(A.ID.in(lostAgain)).fetch().map(r -> {
            long most = Math.min(LONGEST_SPREAD.toMillis(), 1000L << Math.min(r.value2(), 20));
            Instant due = now.plusMillis(ThreadLocalRandom.current().nextLong(most));
            return tx.sql().update(A).set(A.DUE_AT, due).where(A.ID.eq(r.value1()));
        })).execute();
    }
}

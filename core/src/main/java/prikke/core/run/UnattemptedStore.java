package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.event.EventLog;
import prikke.core.event.Happening;

/** Ends without an attempt: executions that are cancelled, skipped, missed or given up go to the history with the reason. */
final class UnattemptedStore {
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;
    private static final Endings ENDINGS = new Endings();

    private UnattemptedStore() {}

    /** Ends what the condition names, as it is; says which. */
    static List<UUID> end(Tx tx, Condition which, ExecutionStatus status, Instant now, String reason) {
        List<Happening> happened = tx.sql().select(A.ID, A.ORG_ID, A.JOB_ID).from(A).where(which).orderBy(A.ID).forUpdate()
                .fetch(r -> Happenings.ended(status, r.value2(), r.value3(), r.value1()));
        if (happened.isEmpty()) return List.of();
        List<UUID> ids = happened.stream().map(one -> ((Happening.ToExecution) one).execution()).toList();
        Condition chosen = A.ID.in(ids);
        var e = ENDED_EXECUTIONS;
        tx.sql().insertInto(e, e.ID, e.ORG_ID, e.JOB_ID, e.REVISION_ID, e.TRIGGER_KIND, e.STATUS, e.SCHEDULED_FOR, e.STARTED_AT,
                        e.FINISHED_AT, e.ATTEMPTS, e.MAX_ATTEMPTS, e.QUEUE, e.PRIORITY, e.REPLAY_OF, e.REASON)
                .select(DSL.select(A.ID, A.ORG_ID, A.JOB_ID, A.REVISION_ID, A.TRIGGER_KIND, DSL.val(status.text()), A.SCHEDULED_FOR,
                                A.STARTED_AT, DSL.val(now), A.ATTEMPTS, A.MAX_ATTEMPTS, A.QUEUE, A.PRIORITY, A.REPLAY_OF, DSL.val(reason))
                        .from(A)
                        .where(chosen))
                .execute();
        tx.sql().deleteFrom(A).where(chosen).execute();
        ENDINGS.ended(tx, ids);
        EventLog.append(tx, happened);
        return ids;
    }
}

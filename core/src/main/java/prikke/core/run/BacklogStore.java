package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;

import java.time.Instant;
import java.util.Optional;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;

/** Reads what nobody has claimed. */
final class BacklogStore {
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;

    /** When the first of it is due; by the index on what is due, whatever there is of it. */
    Optional<Instant> earliest(Tx tx) {
        return tx.sql().select(A.DUE_AT).from(A)
                .where(A.NODE.eq(RunQueue.NOBODY)).and(A.GATED.isFalse())
                .orderBy(A.GATED, A.DUE_AT)
                .limit(1)
                .fetchOptional(A.DUE_AT);
    }
}

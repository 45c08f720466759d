package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ATTEMPTS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;
import static prikke.core.db.schema.Tables.OPEN_BREAKERS;
import static prikke.core.db.schema.Tables.QUEUES;
import static prikke.core.db.schema.Tables.ROLL_UPS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.db.schema.tables.EndedExecutions;
import prikke.core.db.schema.tables.Jobs;

/** What belongs to an organization that is deleted, a piece at a time. */
final class RemovalStore {
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;
    private static final EndedExecutions E = ENDED_EXECUTIONS;
    private static final Jobs J = JOBS;

    /**
     * Deletes jobs as a user would, so that nobody who has just read one can begin anything by it.
     *
     * @param after where the step before this one ended, lest each looks through all that those before it have hidden
     * @return where this one ended, or null when there was none to hide
     */
    @Nullable UUID hideJobs(Tx tx, UUID org, UUID after, Instant now, int most) {
        List<UUID> ids = tx.sql().select(J.ID).from(J)
                .where(J.ORG_ID.eq(org)).and(J.ID.gt(after)).and(J.DELETED_AT.isNull())
                .orderBy(J.ID)
                .limit(most)
                .fetch(J.ID);
        if (ids.isEmpty()) return null;
        tx.sql().update(J)
                .set(J.DELETED_AT, now)
                .set(J.DELETED_KEY, J.JOB_KEY)
                .setNull(J.JOB_KEY)
                .setNull(J.PLAN_AT)
                .set(J.VERSION, J.VERSION.plus(1))
                .where(J.ID.in(ids))
                .and(J.DELETED_AT.isNull())
                .execute();
        return ids.getLast();
    }

    /** Executions that have not ended and were not told to. */
    List<UUID> unfinished(Tx tx, UUID org, int most) {
        return tx.sql().select(A.ID).from(A)
                .where(A.ORG_ID.eq(org)).and(A.CANCELLED.eq(false))
                .orderBy(A.ID)
                .limit(most)
                .fetch(A.ID);
    }

    int deleteHistory(Tx tx, UUID org, int most) {
        List<UUID> ids = tx.sql().select(E.ID).from(E).where(E.ORG_ID.eq(org)).orderBy(E.ORG_ID, E.ID).limit(most).fetch(E.ID);
        if (ids.isEmpty()) return 0;
        tx.sql().deleteFrom(ATTEMPTS).where(ATTEMPTS.EXECUTION_ID.in(ids)).execute();
        return tx.sql().deleteFrom(E).where(E.ID.in(ids)).execute();
    }

    int deleteJobs(Tx tx, UUID org, int most) {
        List<UUID> ids = tx.sql().select(J.ID).from(J)
                .where(J.ORG_ID.eq(org)).and(J.DELETED_AT.isNotNull())
                .orderBy(J.ID)
                .limit(most)
                .fetch(J.ID);
        if (ids.isEmpty()) return 0;
        tx.sql().deleteFrom(JOB_REVISIONS).where(JOB_REVISIONS.JOB_ID.in(ids)).execute();
        return tx.sql().deleteFrom(J).where(J.ID.in(ids)).execute();
    }

    /** What its executions came to, that of one job at a time; says how many rows went. */
    int deleteRollUps(Tx tx, UUID org) {
        UUID job = tx.sql().select(ROLL_UPS.JOB_ID).from(ROLL_UPS).where(ROLL_UPS.ORG_ID.eq(org)).limit(1).fetchOne(ROLL_UPS.JOB_ID);
        return job == null ? 0 : tx.sql().deleteFrom(ROLL_UPS).where(ROLL_UPS.ORG_ID.eq(org)).and(ROLL_UPS.JOB_ID.eq(job)).execute();
    }

    /** Whether an attempt is still under way, or something has come in by a request that was let in before. */
    boolean anythingLeft(Tx tx, UUID org) {
        return tx.sql().fetchExists(A, A.ORG_ID.eq(org)) || tx.sql().fetchExists(E, E.ORG_ID.eq(org)) || tx.sql().fetchExists(J, J.ORG_ID.eq(org));
    }

    /** How its queues were set up, and which hosts rested. */
    void deleteState(Tx tx, UUID org) {
        tx.sql().deleteFrom(OPEN_BREAKERS).where(OPEN_BREAKERS.ORG_ID.eq(org)).execute();
        tx.sql().deleteFrom(QUEUES).where(QUEUES.ORG_ID.eq(org)).execute();
    }
}

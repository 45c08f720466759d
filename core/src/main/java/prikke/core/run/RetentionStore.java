package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ATTEMPTS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import prikke.core.Uuid7;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.db.schema.tables.EndedExecutions;
import prikke.core.db.schema.tables.JobRevisions;
import prikke.core.db.schema.tables.Jobs;

/** Finds what has aged out, plainly, and deletes it where that still holds. Nothing is walked but along a primary key, piece by piece. */
final class RetentionStore {
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;
    private static final EndedExecutions E = ENDED_EXECUTIONS;
    private static final Jobs J = JOBS;
    private static final JobRevisions R = JOB_REVISIONS;
    private static final JobRevisions NEWER = JOB_REVISIONS.as("newer");

    /** Executions whose occurrence lies before one instant and that ended before another, in the order of their ids. */
    List<UUID> history(Tx tx, UUID after, Instant occurred, Instant ended, int limit) {
        return tx.sql().select(E.ID).from(E)
                .where(E.ID.gt(after)).and(E.ID.lt(Uuid7.floor(occurred))).and(E.FINISHED_AT.lt(ended))
                .orderBy(E.ID)
                .limit(limit)
                .fetch(E.ID);
    }

    void deleteHistory(Tx tx, List<UUID> ids) {
        tx.sql().deleteFrom(ATTEMPTS).where(ATTEMPTS.EXECUTION_ID.in(ids)).execute();
        tx.sql().deleteFrom(E).where(E.ID.in(ids)).execute();
    }

    /** The last of the next so many jobs that were made before the given instant. */
    Optional<UUID> lastOfNext(Tx tx, UUID after, Instant made, int number) {
        List<UUID> next = tx.sql().select(J.ID).from(J)
                .where(J.ID.gt(after)).and(J.ID.lt(Uuid7.floor(made)))
                .orderBy(J.ID)
                .limit(number)
                .fetch(J.ID);
        return next.isEmpty() ? Optional.empty() : Optional.of(next.getLast());
    }

    /** One-off jobs, done with before the given instant and with no executions left. One that is held may yet be released. */
    List<UUID> doneOneOffs(Tx tx, UUID after, UUID last, Instant before) {
        return tx.sql().select(J.ID).from(J).where(J.ID.gt(after)).and(J.ID.le(last)).and(doneOneOff(before)).fetch(J.ID);
    }

    private static Condition doneOneOff(Instant before) {
        return J.DELETED_AT.isNull().and(J.ENABLED).and(J.RUN_AT.lt(before)).and(J.UPDATED_AT.lt(before)).and(withoutExecutions());
    }

    /** Deletes them as a user would, so that nobody who has just read one can begin anything by it. */
    void hide(Tx tx, List<UUID> oneOffs, Instant before, Instant now) {
        tx.sql().update(J)
                .set(J.DELETED_AT, now)
                .set(J.DELETED_KEY, J.JOB_KEY)
                .setNull(J.JOB_KEY)
                .setNull(J.PLAN_AT)
                .set(J.VERSION, J.VERSION.plus(1))
                .where(J.ID.in(oneOffs))
                .and(doneOneOff(before))
                .execute();
    }

    /** Deleted jobs with no executions left. */
    List<UUID> deleted(Tx tx, UUID after, UUID last, Instant touched, Instant deleted) {
        return tx.sql().select(J.ID).from(J).where(J.ID.gt(after)).and(J.ID.le(last)).and(gone(touched, deleted)).fetch(J.ID);
    }

    private static Condition gone(Instant touched, Instant deleted) {
        return J.DELETED_AT.lt(deleted).and(J.UPDATED_AT.lt(touched)).and(withoutExecutions());
    }

    void remove(Tx tx, List<UUID> jobs, Instant touched, Instant deleted) {
        tx.sql().deleteFrom(J).where(J.ID.in(jobs)).and(gone(touched, deleted)).execute();
        tx.sql().deleteFrom(R).where(R.JOB_ID.in(jobs)).andNotExists(DSL.selectOne().from(J).where(J.ID.eq(R.JOB_ID))).execute();
    }

    private static Condition withoutExecutions() {
        return unless(A.JOB_ID.eq(J.ID), E.JOB_ID.eq(J.ID));
    }

    private static Condition unless(Condition active, Condition ended) {
        return DSL.notExists(DSL.selectOne().from(A).where(active)).andNotExists(DSL.selectOne().from(E).where(ended));
    }

    /** Revisions that a later one had replaced before the given instant, and that no execution was made from which is still there. */
    List<UUID> staleRevisions(Tx tx, UUID after, UUID last, Instant before) {
        return tx.sql().select(R.ID).from(R).join(J).on(J.ID.eq(R.JOB_ID))
                .where(J.ID.gt(after)).and(J.ID.le(last)).and(J.REVISION_ID.ne(R.ID))
                .andExists(DSL.selectOne().from(NEWER)
                        .where(NEWER.JOB_ID.eq(R.JOB_ID)).and(NEWER.ID.gt(R.ID)).and(NEWER.ID.lt(Uuid7.floor(before))))
                .and(unused())
                .fetch(R.ID);
    }

    private static Condition unused() {
        return unless(made(A.JOB_ID, A.REVISION_ID), made(E.JOB_ID, E.REVISION_ID));
    }

    /** By the job first: there are indexes of that. */
    private static Condition made(Field<UUID> job, Field<UUID> revision) {
        return job.eq(R.JOB_ID).and(revision.eq(R.ID));
    }

    void removeRevisions(Tx tx, List<UUID> ids) {
        tx.sql().deleteFrom(R).where(R.ID.in(ids)).and(unused()).execute();
    }
}

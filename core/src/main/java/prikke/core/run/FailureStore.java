package prikke.core.run;

import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.JOBS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import prikke.core.Uuid7;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.EndedExecutions;

/** Counts the ends of executions that went wrong. */
final class FailureStore {
    private static final EndedExecutions E = ENDED_EXECUTIONS;
    private static final EndedExecutions WRONG = ENDED_EXECUTIONS.as("wrong");

    /** Each one-off has a job of its own, so that they are told together or not at all. */
    private static final Field<UUID> RECURRING = DSL.when(JOBS.RUN_AT.isNull(), WRONG.JOB_ID);

    private static final Field<UUID> JOB = RECURRING.as("recurring");
    private static final Field<String> KEY = DSL.max(DSL.coalesce(JOBS.JOB_KEY, JOBS.DELETED_KEY)).as("key");
    private static final Field<Integer> DELETED = DSL.count(JOBS.DELETED_AT).as("deleted");
    private static final Field<String> MESSAGE = DSL.max(DSL.coalesce(WRONG.ERROR_MESSAGE, WRONG.REASON)).as("message");
    private static final Field<Integer> COUNT = DSL.count().as("number");
    private static final Field<Instant> FIRST = DSL.min(WRONG.SCHEDULED_FOR).as("earliest");
    private static final Field<Instant> LAST = DSL.max(WRONG.SCHEDULED_FOR).as("latest");

    /** Of each status so many are counted, the latest ones. */
    List<Failures.Group> groups(Tx tx, UUID org, Instant since, int counted, int limit) {
        Select<Record> wrong = some(org, since, ExecutionStatus.FAILED, counted)
                .unionAll(some(org, since, ExecutionStatus.TIMEOUT, counted))
                .unionAll(some(org, since, ExecutionStatus.MISSED, counted));
        return tx.sql()
                .select(JOB, WRONG.STATUS, WRONG.ERROR_CODE, WRONG.STATUS_CODE, KEY, DELETED, MESSAGE, COUNT, FIRST, LAST)
                .from(wrong.asTable("wrong"))
                // There always is one; but H2 would begin an inner join with all jobs, and looks up each of these for an outer one.
                .leftJoin(JOBS).on(JOBS.ID.eq(WRONG.JOB_ID))
                .groupBy(RECURRING, WRONG.STATUS, WRONG.ERROR_CODE, WRONG.STATUS_CODE)
                .orderBy(COUNT.desc(), LAST.desc())
                .limit(limit)
                .fetch(FailureStore::group);
    }

    /** The status stands in the statement itself: PostgreSQL sees by it that its index of what went wrong will do. */
    private static Select<Record> some(UUID org, Instant since, ExecutionStatus status, int most) {
        Condition which = E.ORG_ID.eq(org).and(E.STATUS.eq(DSL.inline(status.text()))).and(E.ID.ge(Uuid7.floor(since)));
        return DSL.select(DSL.asterisk())
                .from(DSL.select(E.JOB_ID, E.STATUS, E.ERROR_CODE, E.STATUS_CODE, E.ERROR_MESSAGE, E.REASON, E.SCHEDULED_FOR)
                        .from(E)
                        .where(which)
                        .orderBy(E.ORG_ID.desc(), E.STATUS.desc(), E.ID.desc())
                        .limit(most)
                        .asTable(status.text()));
    }

    private static Failures.Group group(Record row) {
        ExecutionStatus status = ExecutionStatus.of(row.get(WRONG.STATUS));
        UUID job = row.get(JOB);
        Failures.Alike alike = new Failures.Alike(job, status, row.get(WRONG.ERROR_CODE), row.get(WRONG.STATUS_CODE));
        return new Failures.Group(
                alike, job == null ? null : row.get(KEY), job != null && row.get(DELETED) > 0, row.get(MESSAGE), row.get(COUNT), row.get(FIRST),
                row.get(LAST));
    }

    /** That an execution whose job and status are a group's went wrong as those of the group did; its job is joined. */
    static Condition like(Failures.Alike alike) {
        Condition which = E.ERROR_CODE.isNotDistinctFrom(alike.errorCode()).and(E.STATUS_CODE.isNotDistinctFrom(alike.statusCode()));
        return which.and(alike.job() == null ? JOBS.RUN_AT.isNotNull() : JOBS.RUN_AT.isNull());
    }
}

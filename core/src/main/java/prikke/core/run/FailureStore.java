package prikke.core.run;

import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.JOBS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record9;
import org.jooq.impl.DSL;
import prikke.core.Uuid7;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.EndedExecutions;

/** Counts the ends of executions that went wrong. */
final class FailureStore {
    private static final EndedExecutions E = ENDED_EXECUTIONS;

    /** Each one-off has a job of its own, so that they are told together or not at all. */
    private static final Field<UUID> JOB = DSL.when(JOBS.RUN_AT.isNull(), E.JOB_ID).as("recurring");

    List<Failures.Group> groups(Tx tx, UUID org, Instant since, int limit) {
        Field<Integer> count = DSL.count().as("failures");
        return tx.sql()
                .select(JOB, DSL.max(DSL.coalesce(JOBS.JOB_KEY, JOBS.DELETED_KEY)), E.STATUS, E.ERROR_CODE, E.STATUS_CODE,
                        DSL.max(E.ERROR_MESSAGE), count, DSL.min(E.SCHEDULED_FOR), DSL.max(E.SCHEDULED_FOR))
                .from(E)
                .join(JOBS).on(JOBS.ID.eq(E.JOB_ID))
                .where(E.ORG_ID.eq(org))
                .and(E.ID.ge(Uuid7.floor(since)))
                .and(E.STATUS.in(ExecutionStatus.FAILED.text(), ExecutionStatus.TIMEOUT.text()))
                .groupBy(DSL.when(JOBS.RUN_AT.isNull(), E.JOB_ID), E.STATUS, E.ERROR_CODE, E.STATUS_CODE)
                .orderBy(count.desc(), DSL.max(E.SCHEDULED_FOR).desc())
                .limit(limit)
                .fetch(FailureStore::group);
    }

    private static Failures.Group group(
            Record9<UUID, String, String, String, Integer, String, Integer, Instant, Instant> row) {
        ExecutionStatus status = ExecutionStatus.parse(row.value3()).orElseThrow();
        String key = row.value1() == null ? null : row.value2();
        return new Failures.Group(
                row.value1(), key, status, row.value4(), row.value5(), row.value6(), row.value7(), row.value8(), row.value9());
    }
}

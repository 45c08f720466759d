package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import prikke.core.Uuid7;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.db.schema.tables.EndedExecutions;
import prikke.core.job.Delivery;
import prikke.core.job.Overlap;

/** Makes new executions of ended ones: the request as it was, whatever the job has become meanwhile; queue and priority as they are now. */
final class ReplayStore {
    private static final EndedExecutions E = ENDED_EXECUTIONS;
    private static final EndedExecutions E2 = ENDED_EXECUTIONS.as("e2");
    private static final ActiveExecutions A2 = ACTIVE_EXECUTIONS.as("a2");
    private static final Set<ExecutionStatus> WENT_WRONG = EnumSet.of(ExecutionStatus.FAILED, ExecutionStatus.TIMEOUT, ExecutionStatus.MISSED);

    /** One execution, whether it has been replayed before or not; nothing where its job was deleted. */
    List<Planned> one(Tx tx, UUID org, UUID id, Instant now) {
        return fetch(tx, E.ORG_ID.eq(org).and(E.ID.eq(id)), 1, now);
    }

    /** Those that the filter lets through, of jobs that there still are, and that have not been replayed yet; the latest first. */
    List<Planned> many(Tx tx, UUID org, ExecutionFilter filter, Failures.@Nullable Alike alike, int limit, Instant now) {
        List<UUID> ids = statuses(filter.status()).stream()
                .flatMap(status -> tx.sql().fetch(candidates(org, status, filter, alike, limit)).map(Record1::value1).stream())
                .sorted(HistoryStore.EARLIEST_FIRST.reversed())
                .limit(limit)
                .toList();
        return ids.isEmpty() ? List.of() : fetch(tx, E.ORG_ID.eq(org).and(tx.dialect().among(E.ID, ids)), limit, now);
    }

    private static List<ExecutionStatus> statuses(@Nullable ExecutionStatus status) {
        return status == null ? List.of(ExecutionStatus.FAILED, ExecutionStatus.TIMEOUT) : List.of(status);
    }

    /**
     * A walk along an index, the job's or that of how executions ended: what went wrong is little as a rule, however long the history is.
     * So that H2 does walk, the job is joined as if there might be none, and what is not to be looked up by is put as an expression.
     */
    static Select<Record1<UUID>> candidates(
            UUID org, ExecutionStatus status, ExecutionFilter filter, Failures.@Nullable Alike alike, int limit) {
        boolean byJob = filter.job() != null && !WENT_WRONG.contains(status);
        ExecutionFilter bounds = byJob ? filter : filter.ofAnyJob();
        Condition which = HistoryStore.common(E.ORG_ID, E.JOB_ID, E.ID, E.QUEUE, org, bounds).and(E.STATUS.eq(DSL.inline(status.text())));
        if (filter.job() != null && !byJob) which = which.and(DSL.coalesce(E.JOB_ID, DSL.val(filter.job())).eq(filter.job()));
        if (alike != null) which = which.and(FailureStore.like(alike));
        return DSL.select(E.ID)
                .from(E)
                .leftJoin(JOBS).on(JOBS.ID.eq(E.JOB_ID))
                .where(which)
                .and(JOBS.ID.isNotNull())
                .and(JOBS.DELETED_AT.isNull())
                .andNotExists(DSL.selectOne().from(E2).where(E2.REPLAY_OF.eq(E.ID)))
                .andNotExists(DSL.selectOne().from(A2).where(A2.REPLAY_OF.eq(E.ID)))
                .orderBy(byJob ? List.of(E.JOB_ID.desc(), E.ID.desc()) : List.of(E.ORG_ID.desc(), E.STATUS.desc(), E.ID.desc()))
                .limit(limit);
    }

    private static List<Planned> fetch(Tx tx, Condition which, int limit, Instant now) {
        return tx.sql().select(E.ID, E.ORG_ID, E.JOB_ID, JOBS.JOB_KEY, JOBS.OVERLAP, JOBS.QUEUE, JOBS.PRIORITY)
                .select(JOB_REVISIONS.fields())
                .from(E)
                .join(JOBS).on(JOBS.ID.eq(E.JOB_ID))
                .join(JOB_REVISIONS).on(JOB_REVISIONS.ID.eq(E.REVISION_ID))
                .where(which)
                .and(JOBS.DELETED_AT.isNull())
                .orderBy(E.ID.desc())
                .limit(limit)
                .fetch()
                .map(row -> planned(row, now));
    }

    private static Planned planned(Record row, Instant now) {
        return new Planned(
                Uuid7.random(now), row.get(E.ORG_ID), row.get(E.JOB_ID), row.get(JOBS.JOB_KEY), row.get(JOB_REVISIONS.ID), delivery(row),
                Trigger.REPLAY, now, now, Overlap.valueOf(row.get(JOBS.OVERLAP).toUpperCase(Locale.ROOT)), row.get(JOBS.QUEUE),
                row.get(JOBS.PRIORITY), row.get(E.ID));
    }

    private static Delivery delivery(Record row) {
        var r = row.into(JOB_REVISIONS);
        return Delivery.stored(
                r.getMethod(), r.getUrl(), r.getHeaders(), r.getBody(), r.getTimeoutMs(), r.getRetries(), r.getBackoff(), r.getRetryDelayMs(),
                r.getMaxRetryDelayMs(), r.getExpectedStatus(), r.getExpectedBody(), r.getFollowRedirects());
    }
}

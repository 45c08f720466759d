package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ATTEMPTS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import prikke.core.Uuid7;
import prikke.core.db.JsonText;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.db.schema.tables.EndedExecutions;
import prikke.core.db.schema.tables.records.AttemptsRecord;
import prikke.core.job.HttpCall;

/** Reads executions, wherever they lie, and attempts. Ids sort by occurrence, so every list is a walk along an index. */
final class HistoryStore {
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;
    private static final EndedExecutions E = ENDED_EXECUTIONS;
    private static final Field<String> KEY = DSL.coalesce(JOBS.JOB_KEY, JOBS.DELETED_KEY).as("job_key");
    /** By occurrence, as ids are. */
    static final Comparator<UUID> EARLIEST_FIRST = HistoryStore::compare;

    /** How many executions tell how long one usually takes. */
    private static final int TYPICAL = 20;

    private static final Field<Instant> NO_INSTANT = DSL.castNull(SQLDataType.INSTANT);

    Optional<Execution> byId(Tx tx, UUID org, UUID id, Instant now) {
        List<Execution> found = fetch(tx, active(tx, A.ID.eq(id).and(A.ORG_ID.eq(org)), now).unionAll(ended(tx, E.ID.eq(id).and(E.ORG_ID.eq(org)))));
        return found.stream().findFirst();
    }

    /** The same of many; those that are not there are left out. */
    List<Execution> byIds(Tx tx, UUID org, Collection<UUID> ids, Instant now) {
        Condition active = tx.dialect().among(A.ID, ids).and(A.ORG_ID.eq(org));
        Condition ended = tx.dialect().among(E.ID, ids).and(E.ORG_ID.eq(org));
        return fetch(tx, active(tx, active, now).unionAll(ended(tx, ended)));
    }

    /** What the attempts of some executions came to. */
    List<Snapshots.Tried> tried(Tx tx, Collection<UUID> executions) {
        var t = ATTEMPTS;
        return tx.sql().select(t.EXECUTION_ID, t.NUMBER, t.STATUS_CODE, t.ERROR_CODE, t.ERROR_MESSAGE).from(t)
                .where(tx.dialect().among(t.EXECUTION_ID, executions))
                .fetch(r -> new Snapshots.Tried(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    List<Execution> list(Tx tx, UUID org, ExecutionFilter filter, Instant now) {
        List<Execution> found = fetch(tx, pages(tx, org, filter, now));
        Comparator<Execution> earliest = Comparator.comparing(Execution::id, EARLIEST_FIRST);
        found.sort(filter.earliestFirst() ? earliest : earliest.reversed());
        return found.size() > filter.limit() ? found.subList(0, filter.limit()) : found;
    }

    /** A page of either table, or of both in one statement: an execution that ends meanwhile is seen once, not twice or never. */
    private Select<Record> pages(Tx tx, UUID org, ExecutionFilter filter, Instant now) {
        ExecutionStatus status = filter.status();
        if (status != null) return status.ended() ? endedPage(tx, org, filter) : activePage(tx, org, filter, now);
        return both(activePage(tx, org, filter, now), endedPage(tx, org, filter));
    }

    static Select<Record> both(Select<Record> active, Select<Record> ended) {
        return DSL.selectFrom(active.asTable("x")).unionAll(DSL.selectFrom(ended.asTable("y")));
    }

    /** Signed or not, both halves sort alike: version 7 ids differ in time before they differ in sign. */
    private static int compare(UUID x, UUID y) {
        int high = Long.compareUnsigned(x.getMostSignificantBits(), y.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(x.getLeastSignificantBits(), y.getLeastSignificantBits());
    }

    static Select<Record> activePage(Tx tx, UUID org, ExecutionFilter f, Instant now) {
        Condition which = common(A.ORG_ID, A.JOB_ID, A.ID, A.QUEUE, org, f);
        if (f.status() != null && !f.status().ended()) which = which.and(statusIs(f.status(), now));
        return DSL.select(DSL.asterisk()).from(active(tx, which, now).orderBy(walked(A.ORG_ID, A.JOB_ID, A.ID, f)).limit(f.limit()).asTable("a"));
    }

    static Select<Record> endedPage(Tx tx, UUID org, ExecutionFilter f) {
        Condition which = common(E.ORG_ID, E.JOB_ID, E.ID, E.QUEUE, org, f);
        if (f.status() != null) which = which.and(E.STATUS.eq(f.status().text()));
        List<SortField<?>> order = f.status() != null && f.job() == null
                ? List.of(sorted(E.ORG_ID, f), sorted(E.STATUS, f), sorted(E.ID, f))
                : walked(E.ORG_ID, E.JOB_ID, E.ID, f);
        return DSL.select(DSL.asterisk()).from(ended(tx, which).orderBy(order).limit(f.limit()).asTable("e"));
    }

    static <T> SortField<T> sorted(Field<T> field, ExecutionFilter f) {
        return f.earliestFirst() ? field.asc() : field.desc();
    }

    /** By id, as the index has it that is walked along: of one without the column before the id, H2 reads all there is and sorts it. */
    static List<SortField<?>> walked(Field<UUID> orgId, Field<UUID> jobId, Field<UUID> id, ExecutionFilter f) {
        return List.of(sorted(f.job() == null ? orgId : jobId, f), sorted(id, f));
    }

    /** Put so that no database takes the organization for what to look it up by: H2 has no idea how much of its history is the job's. */
    private static Condition ofJob(Field<UUID> orgId, Field<UUID> jobId, UUID org, UUID job) {
        return jobId.eq(job).and(DSL.coalesce(orgId, DSL.val(org)).eq(org));
    }

    /** What both tables can be asked alike. */
    static Condition common(Field<UUID> orgId, Field<UUID> jobId, Field<UUID> id, Field<String> queue, UUID org, ExecutionFilter f) {
        Condition which = f.job() == null ? orgId.eq(org) : ofJob(orgId, jobId, org, f.job());
        if (f.past() != null) which = which.and(f.earliestFirst() ? id.gt(f.past()) : id.lt(f.past()));
        if (f.since() != null) which = which.and(id.ge(Uuid7.floor(f.since())));
        if (f.until() != null) which = which.and(id.lt(Uuid7.floor(f.until())));
        if (f.queue() != null) which = which.and(queue.eq(f.queue()));
        return which;
    }

    /** The state that an active row is in, which is not stored: who holds it, since when it is due and how often it was tried say it. */
    private static Condition statusIs(ExecutionStatus status, Instant now) {
        Condition running = A.NODE.ne(RunQueue.NOBODY).and(A.DUE_AT.le(now));
        return switch (status) {
            case RUNNING -> running;
            case PENDING -> running.not().and(A.ATTEMPTS.eq(0));
            case RETRYING -> running.not().and(A.ATTEMPTS.gt(0));
            default -> DSL.falseCondition();
        };
    }

    private static SelectConditionStep<Record> active(Tx tx, Condition which, Instant now) {
        Field<String> status = DSL.case_()
                .when(statusIs(ExecutionStatus.RUNNING, now), ExecutionStatus.RUNNING.text())
                .when(A.ATTEMPTS.eq(0), ExecutionStatus.PENDING.text())
                .otherwise(ExecutionStatus.RETRYING.text())
                .as("status");
        return tx.sql().select(List.of(A.ID, A.JOB_ID, KEY, A.TRIGGER_KIND, status, A.SCHEDULED_FOR, A.STARTED_AT, NO_INSTANT.as("finished_at"),
                        ATTEMPTS.STATUS_CODE, ATTEMPTS.ERROR_CODE, ATTEMPTS.ERROR_MESSAGE, A.ATTEMPTS, A.MAX_ATTEMPTS, A.DUE_AT, A.QUEUE,
                        A.PRIORITY, A.REPLAY_OF, DSL.castNull(SQLDataType.VARCHAR(300)).as("reason")))
                .from(A)
                .leftJoin(JOBS).on(JOBS.ID.eq(A.JOB_ID))
                .leftJoin(ATTEMPTS).on(ATTEMPTS.EXECUTION_ID.eq(A.ID).and(ATTEMPTS.NUMBER.eq(A.ATTEMPTS)))
                .where(which);
    }

    private static SelectConditionStep<Record> ended(Tx tx, Condition which) {
        return tx.sql().select(List.of(E.ID, E.JOB_ID, KEY, E.TRIGGER_KIND, E.STATUS, E.SCHEDULED_FOR, E.STARTED_AT, E.FINISHED_AT,
                        E.STATUS_CODE, E.ERROR_CODE, E.ERROR_MESSAGE, E.ATTEMPTS, E.MAX_ATTEMPTS, NO_INSTANT.as("due_at"), E.QUEUE,
                        E.PRIORITY, E.REPLAY_OF, E.REASON))
                .from(E)
                .leftJoin(JOBS).on(JOBS.ID.eq(E.JOB_ID))
                .where(which);
    }

    static List<Execution> fetch(Tx tx, Select<Record> query) {
        return new ArrayList<>(tx.sql().fetch(query).map(HistoryStore::execution));
    }

    private static Execution execution(Record r) {
        ExecutionStatus status = ExecutionStatus.of(r.get("status", String.class));
        return new Execution(
                r.get("id", UUID.class),
                r.get("job_id", UUID.class),
                r.get("job_key", String.class),
                Trigger.of(r.get("trigger_kind", String.class)),
                status,
                r.get("scheduled_for", Instant.class),
                r.get("started_at", Instant.class),
                r.get("finished_at", Instant.class),
                r.get("status_code", Integer.class),
                r.get("error_code", String.class),
                r.get("error_message", String.class),
                r.get("attempts", Integer.class),
                r.get("max_attempts", Integer.class),
                status == ExecutionStatus.RETRYING ? r.get("due_at", Instant.class) : null,
                r.get("queue", String.class),
                r.get("priority", Integer.class),
                r.get("replay_of", UUID.class),
                r.get("reason", String.class));
    }

    /** Of each job the average duration of its latest successful executions. */
    Map<UUID, Duration> typicalDurations(Tx tx, UUID org, Collection<UUID> jobs) {
        Map<UUID, Duration> durations = new HashMap<>();
        for (UUID job : jobs) {
            tx.sql().select(E.STARTED_AT, E.FINISHED_AT).from(E)
                    .where(ofJob(E.ORG_ID, E.JOB_ID, org, job)).and(E.STATUS.eq(ExecutionStatus.SUCCESS.text()))
                    .orderBy(E.JOB_ID.desc(), E.ID.desc())
                    .limit(TYPICAL)
                    .fetch(r -> Duration.between(r.value1(), r.value2()))
                    .stream()
                    .mapToLong(Duration::toMillis)
                    .average()
                    .ifPresent(millis -> durations.put(job, Duration.ofMillis(Math.round(millis))));
        }
        return durations;
    }

    /** Of each job the latest execution that is more than planned. */
    Map<UUID, Execution> latest(Tx tx, UUID org, Collection<UUID> jobs, Instant now) {
        Map<UUID, Execution> latest = new HashMap<>();
        for (Execution found : byIds(tx, org, latestIds(tx, org, jobs, now), now)) {
            latest.merge(found.jobId(), found, (x, y) -> compare(x.id(), y.id()) > 0 ? x : y);
        }
        return latest;
    }

    /** What is of a job is of its organization. */
    private static Set<UUID> latestIds(Tx tx, UUID org, Collection<UUID> jobs, Instant now) {
        Field<UUID> begun = DSL.field(DSL.select(A.ID).from(A)
                .where(A.JOB_ID.eq(JOBS.ID)).and(statusIs(ExecutionStatus.RUNNING, now).or(A.ATTEMPTS.gt(0)))
                .orderBy(A.JOB_ID.desc(), A.ID.desc())
                .limit(1));
        Field<UUID> over = DSL.field(DSL.select(E.ID).from(E)
                .where(E.JOB_ID.eq(JOBS.ID))
                .orderBy(E.JOB_ID.desc(), E.ID.desc())
                .limit(1));
        Set<UUID> ids = new HashSet<>();
        tx.sql().select(JOBS.ORG_ID, begun, over).from(JOBS).where(tx.dialect().among(JOBS.ID, jobs)).forEach(row -> {
            if (!row.value1().equals(org)) return;
            if (row.value2() != null) ids.add(row.value2());
            if (row.value3() != null) ids.add(row.value3());
        });
        return ids;
    }

    /** Those of the jobs that have an execution which has not ended. */
    List<UUID> stillActive(Tx tx, UUID org, Collection<UUID> jobs) {
        return tx.sql().selectDistinct(A.JOB_ID).from(A).where(A.JOB_ID.in(jobs)).and(A.ORG_ID.eq(org)).fetch(A.JOB_ID);
    }

    List<Attempt> attempts(Tx tx, UUID id) {
        HttpCall call = call(tx, id);
        Optional<Facts> facts = facts(tx, id);
        if (facts.isEmpty()) return List.of();
        return tx.sql().selectFrom(ATTEMPTS).where(ATTEMPTS.EXECUTION_ID.eq(id)).orderBy(ATTEMPTS.NUMBER).fetch()
                .map(row -> attempt(row, call, facts.get()));
    }

    private record Facts(UUID id, UUID job, @Nullable String key, Instant scheduledFor) {}

    private static Optional<Facts> facts(Tx tx, UUID id) {
        return tx.sql().select(A.ID, A.JOB_ID, KEY, A.SCHEDULED_FOR).from(A).leftJoin(JOBS).on(JOBS.ID.eq(A.JOB_ID)).where(A.ID.eq(id))
                .unionAll(DSL.select(E.ID, E.JOB_ID, KEY, E.SCHEDULED_FOR).from(E).leftJoin(JOBS).on(JOBS.ID.eq(E.JOB_ID)).where(E.ID.eq(id)))
                .fetchOptional(r -> new Facts(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    private static HttpCall call(Tx tx, UUID id) {
        var revision = DSL.select(A.REVISION_ID).from(A).where(A.ID.eq(id)).unionAll(DSL.select(E.REVISION_ID).from(E).where(E.ID.eq(id)));
        return tx.sql().select(JOB_REVISIONS.METHOD, JOB_REVISIONS.URL, JOB_REVISIONS.HEADERS, JOB_REVISIONS.BODY)
                .from(JOB_REVISIONS)
                .where(JOB_REVISIONS.ID.in(revision))
                .fetchOptional(r -> new HttpCall(r.value1(), r.value2(), JsonText.map(r.value3()), r.value4()))
                .orElse(new HttpCall("", "", Map.of(), null));
    }

    private static Attempt attempt(AttemptsRecord r, HttpCall call, Facts facts) {
        AttemptResult result = new AttemptResult(
                AttemptStatus.of(r.getStatus()),
                r.getNode(),
                r.getClaimedAt(),
                r.getSentAt(),
                r.getAnsweredAt(),
                r.getDurationMs(),
                r.getStatusCode(),
                r.getErrorCode() == null ? null : ErrorCode.valueOf(r.getErrorCode().toUpperCase(Locale.ROOT)),
                r.getErrorMessage(),
                r.getSignature(),
                JsonText.map(r.getResponseHeaders()),
                r.getResponseBody(),
                r.getResponseTruncated());
        Map<String, String> added = r.getSentAt() == null
                ? Map.of()
                : AddedHeaders.of(facts.id(), facts.job(), facts.key(), r.getNumber(), facts.scheduledFor(), r.getSentAt(), r.getSignature());
        return new Attempt(r.getNumber(), result, call, added);
    }
}

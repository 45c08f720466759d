package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;
import static prikke.core.db.schema.Tables.QUEUES;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Dialect;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.db.schema.tables.records.QueuesRecord;

/** What stands at the gates: executions that are due and that a queue or an overlap policy may hold back. */
final class GateStore {
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;
    /** Another execution of the same job. */
    private static final ActiveExecutions B = ACTIVE_EXECUTIONS.as("b");
    /** Any number that nothing else in the database locks. */
    private static final long LOCK = 0x7072696b6b65L;

    private static final Field<Integer> WEIGHT = DSL.field("coalesce(octet_length({0}), 0) + octet_length({1}) + octet_length({2}) + {3}",
            Integer.class, JOB_REVISIONS.BODY, JOB_REVISIONS.HEADERS, JOB_REVISIONS.URL, DSL.inline(Claim.OVERHEAD));

    /** A queue of an organization. */
    record Lane(UUID org, String queue) {}

    /** Makes this transaction the only one that opens gates; false when another node is at it. An embedded database has one node. */
    boolean lock(Tx tx) {
        if (tx.dialect() == Dialect.H2) return true;
        return Boolean.TRUE.equals(tx.sql().fetchValue("select pg_try_advisory_xact_lock({0})", DSL.val(LOCK)));
    }

    private static Condition waiting(Instant now) {
        return A.GATED.isTrue().and(A.DUE_AT.le(now)).and(A.NODE.eq(RunQueue.NOBODY));
    }

    private static Condition begun(ActiveExecutions x) {
        return x.NODE.ne(RunQueue.NOBODY).or(x.ATTEMPTS.gt(0));
    }

    private static Condition anotherHasBegun() {
        return DSL.exists(DSL.selectOne().from(B).where(B.JOB_ID.eq(A.JOB_ID)).and(B.ID.ne(A.ID)).and(begun(B)));
    }

    /** First of those of its job that wait for each other: the earliest, unless one has begun already. */
    private static Condition inTurn(Instant now) {
        Condition earlier = DSL.exists(DSL.selectOne().from(B).where(B.JOB_ID.eq(A.JOB_ID)).and(B.ID.lt(A.ID))
                .and(B.OVERLAP.isNotNull()).and(B.DUE_AT.le(now)));
        return A.OVERLAP.isNull().or(DSL.not(anotherHasBegun()).and(A.ATTEMPTS.gt(0).or(DSL.not(earlier))));
    }

    /** Those that are to be skipped: an earlier one of their job is not done. */
    Condition overlapping(Instant now) {
        return waiting(now).and(A.OVERLAP.eq("skip")).and(A.ATTEMPTS.eq(0)).and(anotherHasBegun());
    }

    /** The queues that something due waits in. */
    List<Lane> lanes(Tx tx, Instant now) {
        return tx.sql().selectDistinct(A.ORG_ID, A.QUEUE).from(A).where(waiting(now)).and(A.QUEUE.isNotNull())
                .fetch(r -> new Lane(r.value1(), r.value2()));
    }

    /** How many of each queue are held, and so under way. */
    Map<Lane, Integer> held(Tx tx) {
        Map<Lane, Integer> held = new HashMap<>();
        for (Record3<UUID, String, Integer> r : tx.sql().select(A.ORG_ID, A.QUEUE, DSL.count()).from(A)
                .where(A.GATED.isTrue()).and(A.NODE.ne(RunQueue.NOBODY)).and(A.QUEUE.isNotNull()).groupBy(A.ORG_ID, A.QUEUE)) {
            held.put(new Lane(r.value1(), r.value2()), r.value3());
        }
        return held;
    }

    /**
     * How a queue has been set up.
     *
     * @param interval from one to the next on average; null where there is no rate
     * @param freeAt when by that rate the next one may go; null before the first
     */
    record Settings(boolean paused, int concurrency, @Nullable Duration interval, @Nullable Instant freeAt) {}

    /** Empty for a queue that nobody has set up. */
    Optional<Settings> settings(Tx tx, Lane lane) {
        return tx.sql().selectFrom(QUEUES).where(QUEUES.ORG_ID.eq(lane.org())).and(QUEUES.NAME.eq(lane.queue()))
                .fetchOptional(GateStore::settings);
    }

    private static Settings settings(QueuesRecord row) {
        Duration interval = row.getRateCount() == null
                ? null
                : Duration.ofMillis(Objects.requireNonNull(row.getRateMs())).dividedBy(row.getRateCount());
        return new Settings(row.getPaused(), row.getConcurrency(), interval, row.getFreeAt());
    }

    void setFreeAt(Tx tx, Lane lane, Instant at) {
        tx.sql().update(QUEUES).set(QUEUES.FREE_AT, at).where(QUEUES.ORG_ID.eq(lane.org())).and(QUEUES.NAME.eq(lane.queue())).execute();
    }

    /** What of a queue may go next, the most urgent first. */
    List<UUID> inTurn(Tx tx, Lane lane, Instant now, int limit) {
        return tx.sql().select(A.ID).from(A)
                .where(waiting(now)).and(A.ORG_ID.eq(lane.org())).and(A.QUEUE.eq(lane.queue())).and(inTurn(now))
                .orderBy(A.PRIORITY.desc(), A.DUE_AT, A.ID)
                .limit(limit)
                .fetch(A.ID);
    }

    /** What is in no queue and may go next. */
    List<UUID> inTurn(Tx tx, Instant now, int limit) {
        return tx.sql().select(A.ID).from(A)
                .where(waiting(now)).and(A.QUEUE.isNull()).and(inTurn(now))
                .orderBy(A.PRIORITY.desc(), A.DUE_AT, A.ID)
                .limit(limit)
                .fetch(A.ID);
    }

    /** About how many bytes of memory each would take up, were it claimed. */
    Map<UUID, Integer> weights(Tx tx, List<UUID> ids) {
        if (ids.isEmpty()) return Map.of();
        return tx.sql().select(A.ID, WEIGHT).from(A).join(JOB_REVISIONS).on(JOB_REVISIONS.ID.eq(A.REVISION_ID)).where(A.ID.in(ids))
                .fetchMap(A.ID, WEIGHT);
    }

    /** When the next one comes to its gate. */
    Optional<Instant> nextDue(Tx tx, Instant now) {
        return Optional.ofNullable(tx.sql().select(DSL.min(A.DUE_AT)).from(A)
                .where(A.GATED.isTrue()).and(A.NODE.eq(RunQueue.NOBODY)).and(A.DUE_AT.gt(now)).fetchOne(0, Instant.class));
    }
}

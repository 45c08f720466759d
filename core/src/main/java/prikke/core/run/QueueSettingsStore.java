package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.QUEUES;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.db.schema.tables.records.QueuesRecord;

/** How queues are set up, and what is in them. */
final class QueueSettingsStore {
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;

    private record Load(int waiting, int running) {}

    List<Queue> list(Tx tx, UUID org, Instant now) {
        Map<String, QueuesRecord> settings = new TreeMap<>();
        tx.sql().selectFrom(QUEUES).where(QUEUES.ORG_ID.eq(org)).forEach(row -> settings.put(row.getName(), row));
        Map<String, Load> loads = loads(tx, org, now);
        Map<String, Queue> queues = new TreeMap<>();
        settings.forEach((name, row) -> queues.put(name, queue(name, row, loads.getOrDefault(name, new Load(0, 0)))));
        loads.forEach((name, load) -> queues.computeIfAbsent(name, n -> queue(n, null, load)));
        return new ArrayList<>(queues.values());
    }

    /** How a queue is set up, locked; empty where it is not. */
    Optional<Queue> settings(Tx tx, UUID org, String name) {
        return tx.sql().selectFrom(QUEUES).where(QUEUES.ORG_ID.eq(org)).and(QUEUES.NAME.eq(name)).forUpdate()
                .fetchOptional(row -> queue(name, row, new Load(0, 0)));
    }

    /** All that are set up, by name, whatever is in them. */
    Map<String, Queue> setUp(Tx tx, UUID org) {
        Map<String, Queue> queues = new TreeMap<>();
        tx.sql().selectFrom(QUEUES).where(QUEUES.ORG_ID.eq(org)).forEach(row -> queues.put(row.getName(), queue(row.getName(), row, new Load(0, 0))));
        return queues;
    }

    /** Those that a sync set up. */
    Set<String> synced(Tx tx, UUID org) {
        return tx.sql().select(QUEUES.NAME).from(QUEUES).where(QUEUES.ORG_ID.eq(org)).and(QUEUES.SYNCED).fetchSet(QUEUES.NAME);
    }

    /** Remembers that a sync set it up. */
    void markSynced(Tx tx, UUID org, String name) {
        tx.sql().update(QUEUES).set(QUEUES.SYNCED, true).where(QUEUES.ORG_ID.eq(org)).and(QUEUES.NAME.eq(name)).execute();
    }

    private static Map<String, Load> loads(Tx tx, UUID org, Instant now) {
        Map<String, Load> loads = new TreeMap<>();
        Condition running = A.NODE.ne(RunQueue.NOBODY);
        Condition waiting = A.NODE.eq(RunQueue.NOBODY).and(A.DUE_AT.le(now).or(A.ATTEMPTS.gt(0)));
        tx.sql().select(A.QUEUE, DSL.count().filterWhere(waiting), DSL.count().filterWhere(running))
                .from(A)
                .where(A.ORG_ID.eq(org))
                .and(A.QUEUE.isNotNull())
                .groupBy(A.QUEUE)
                .forEach(r -> loads.put(r.value1(), new Load(r.value2(), r.value3())));
        return loads;
    }

    private static Queue queue(String name, @Nullable QueuesRecord row, Load load) {
        if (row == null) return new Queue(name, Gates.DEFAULT_CONCURRENCY, null, false, load.waiting, load.running);
        Long rateMs = row.getRateMs();
        RateLimit rate = row.getRateCount() == null || rateMs == null ? null : new RateLimit(row.getRateCount(), Duration.ofMillis(rateMs));
        return new Queue(name, row.getConcurrency(), rate, row.getPaused(), load.waiting, load.running);
    }

    void put(Tx tx, UUID org, String name, int concurrency, @Nullable RateLimit rate, Instant now) {
        create(tx, org, name, now);
        tx.sql().update(QUEUES)
                .set(QUEUES.CONCURRENCY, concurrency)
                .set(QUEUES.RATE_COUNT, rate == null ? null : rate.count())
                .set(QUEUES.RATE_MS, rate == null ? null : rate.per().toMillis())
                .setNull(QUEUES.FREE_AT)
                .set(QUEUES.UPDATED_AT, now)
                .where(QUEUES.ORG_ID.eq(org))
                .and(QUEUES.NAME.eq(name))
                .execute();
    }

    void setPaused(Tx tx, UUID org, String name, boolean paused, Instant now) {
        create(tx, org, name, now);
        tx.sql().update(QUEUES)
                .set(QUEUES.PAUSED, paused)
                .set(QUEUES.UPDATED_AT, now)
                .where(QUEUES.ORG_ID.eq(org))
                .and(QUEUES.NAME.eq(name))
                .execute();
    }

    private static void create(Tx tx, UUID org, String name, Instant now) {
        tx.enter(tx.sql().insertInto(QUEUES)
                .set(QUEUES.ORG_ID, org)
                .set(QUEUES.NAME, name)
                .set(QUEUES.CONCURRENCY, Gates.DEFAULT_CONCURRENCY)
                .set(QUEUES.PAUSED, false)
                .set(QUEUES.CREATED_AT, now)
                .set(QUEUES.UPDATED_AT, now)
                .onDuplicateKeyIgnore());
    }

    boolean delete(Tx tx, UUID org, String name) {
        return tx.sql().deleteFrom(QUEUES).where(QUEUES.ORG_ID.eq(org)).and(QUEUES.NAME.eq(name)).execute() == 1;
    }

    /** What waits in a queue, due or not. */
    List<UUID> waiting(Tx tx, UUID org, String name, int limit) {
        return tx.sql().select(A.ID).from(A)
                .where(A.ORG_ID.eq(org)).and(A.QUEUE.eq(name)).and(A.NODE.eq(RunQueue.NOBODY))
                .orderBy(A.ID)
                .limit(limit)
                .fetch(A.ID);
    }
}

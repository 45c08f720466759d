package prikke.core.stats;

import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.ORGANIZATIONS;
import static prikke.core.db.schema.Tables.ROLL_UPS;
import static prikke.core.db.schema.Tables.ROLL_UP_TURNS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import prikke.core.db.Dialect;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.RollUps;
import prikke.core.db.schema.tables.records.RollUpsRecord;
import prikke.core.run.ExecutionStatus;

/** The table {@code roll_ups}, and whose turn it is to add to it. */
final class RollUpStore {
    private static final RollUps R = ROLL_UPS;
    private static final short ONLY = 1;

    /** Rows that may be read for nothing, to have others in one statement. */
    private static final int MOST_IN_VAIN = 1000;

    /** A turn at adding. */
    record Turn(long number, Instant at) {}

    /** The last one. */
    Turn turn(Tx tx) {
        return tx.sql().select(ROLL_UP_TURNS.TURN, ROLL_UP_TURNS.ROLLED_AT).from(ROLL_UP_TURNS).where(ROLL_UP_TURNS.ID.eq(ONLY))
                .fetchOptional(r -> new Turn(r.value1(), r.value2()))
                .orElse(new Turn(0, Instant.EPOCH));
    }

    /** Keeps all others from adding until the transaction is over. */
    void takeTurn(Tx tx) {
        if (locked(tx)) return;
        tx.enter(tx.sql().insertInto(ROLL_UP_TURNS, ROLL_UP_TURNS.ID, ROLL_UP_TURNS.TURN, ROLL_UP_TURNS.ROLLED_AT)
                .values(ONLY, 0L, Instant.EPOCH)
                .onConflictDoNothing());
        if (!locked(tx)) throw new IllegalStateException("Whose turn it is was entered, and is not there");
    }

    private static boolean locked(Tx tx) {
        return tx.sql().selectOne().from(ROLL_UP_TURNS).where(ROLL_UP_TURNS.ID.eq(ONLY)).forUpdate().fetch().isNotEmpty();
    }

    /** So that who reads in several statements can tell that something was added in between. */
    void turned(Tx tx, Instant now) {
        tx.sql().update(ROLL_UP_TURNS).set(ROLL_UP_TURNS.TURN, ROLL_UP_TURNS.TURN.plus(1)).set(ROLL_UP_TURNS.ROLLED_AT, now)
                .where(ROLL_UP_TURNS.ID.eq(ONLY)).execute();
    }

    /** Those of the organizations that there are still. */
    Set<UUID> existing(Tx tx, Collection<UUID> organizations) {
        return tx.sql().select(ORGANIZATIONS.ID).from(ORGANIZATIONS).where(ORGANIZATIONS.ID.in(organizations)).fetchSet(ORGANIZATIONS.ID);
    }

    /** Adds to what there is. Only for who has the turn. */
    void add(Tx tx, Map<RollUpKey, Tally> tallies) {
        Map<RollUpKey, RollUpsRecord> there = new HashMap<>();
        tallies.keySet().stream()
                .collect(Collectors.groupingBy(key -> new Group(key.org(), key.grain())))
                .forEach((group, keys) -> read(tx, group, keys, there));
        List<RollUpsRecord> fresh = new ArrayList<>();
        List<RollUpsRecord> more = new ArrayList<>();
        tallies.forEach((key, tally) -> {
            RollUpsRecord row = there.get(key);
            if (row == null) {
                fresh.add(fill(new RollUpsRecord().with(R.ORG_ID, key.org()).with(R.JOB_ID, key.job())
                        .with(R.GRAIN, key.grain().text()).with(R.START_AT, key.start()), tally));
            } else {
                tally.add(tally(row));
                more.add(fill(row, tally));
            }
        });
        tx.sql().batchInsert(fresh).execute();
        tx.sql().batchUpdate(more).execute();
    }

    private record Group(UUID org, Grain grain) {}

    /** All at once where that is about what is wanted; job by job where each has stretches of its own. */
    private static void read(Tx tx, Group group, List<RollUpKey> keys, Map<RollUpKey, RollUpsRecord> into) {
        Set<Instant> starts = keys.stream().map(RollUpKey::start).collect(Collectors.toSet());
        Set<UUID> jobs = keys.stream().map(RollUpKey::job).collect(Collectors.toSet());
        if ((long) starts.size() * jobs.size() <= MOST_IN_VAIN + 2L * keys.size()) {
            read(tx, group, starts, jobs, into);
        } else {
            keys.stream().collect(Collectors.groupingBy(RollUpKey::job)).forEach((job, own) ->
                    read(tx, group, own.stream().map(RollUpKey::start).collect(Collectors.toSet()), Set.of(job), into));
        }
    }

    private static void read(Tx tx, Group group, Set<Instant> starts, Set<UUID> jobs, Map<RollUpKey, RollUpsRecord> into) {
        tx.sql().selectFrom(R)
                .where(R.ORG_ID.eq(group.org())).and(R.GRAIN.eq(group.grain().text())).and(R.START_AT.in(starts)).and(tx.dialect().among(R.JOB_ID, jobs))
                .forEach(row -> into.put(new RollUpKey(group.org(), row.getJobId(), group.grain(), row.getStartAt()), row));
    }

    private static Condition is(RollUpKey key) {
        return R.ORG_ID.eq(key.org()).and(R.JOB_ID.eq(key.job())).and(R.GRAIN.eq(key.grain().text())).and(R.START_AT.eq(key.start()));
    }

    private static RollUpsRecord fill(RollUpsRecord row, Tally tally) {
        row.setSuccess(tally.count(ExecutionStatus.SUCCESS));
        row.setFailed(tally.count(ExecutionStatus.FAILED));
        row.setTimedOut(tally.count(ExecutionStatus.TIMEOUT));
        row.setMissed(tally.count(ExecutionStatus.MISSED));
        row.setSkipped(tally.count(ExecutionStatus.SKIPPED));
        row.setCancelled(tally.count(ExecutionStatus.CANCELLED));
        row.setAttempted(tally.attempted());
        row.setAttempts(tally.attempts());
        row.setDurations(tally.durations.bytes());
        row.setLags(tally.lags.bytes());
        return row;
    }

    private static Tally tally(RollUpsRecord row) {
        Tally tally = new Tally()
                .add(ExecutionStatus.SUCCESS, row.getSuccess())
                .add(ExecutionStatus.FAILED, row.getFailed())
                .add(ExecutionStatus.TIMEOUT, row.getTimedOut())
                .add(ExecutionStatus.MISSED, row.getMissed())
                .add(ExecutionStatus.SKIPPED, row.getSkipped())
                .add(ExecutionStatus.CANCELLED, row.getCancelled())
                .attempts(row.getAttempted(), row.getAttempts());
        tally.durations.add(row.getDurations());
        tally.lags.add(row.getLags());
        return tally;
    }

    /** What is kept of some jobs, or of what stands for several, in a span. */
    void read(Tx tx, UUID org, Collection<UUID> jobs, Span span, BiConsumer<RollUpKey, Tally> each) {
        if (tx.dialect() == Dialect.POSTGRESQL) {
            read(tx, org, tx.dialect().among(R.JOB_ID, jobs), span, each);
        } else {
            // Of several jobs in one condition H2 makes none for the index, and goes through all of the organization's.
            jobs.forEach(job -> read(tx, org, R.JOB_ID.eq(job), span, each));
        }
    }

    private static void read(Tx tx, UUID org, Condition jobs, Span span, BiConsumer<RollUpKey, Tally> each) {
        tx.sql().selectFrom(R).where(R.ORG_ID.eq(org)).and(jobs).and(within(span))
                .forEach(row -> each.accept(new RollUpKey(org, row.getJobId(), span.grain(), row.getStartAt()), tally(row)));
    }

    private static Condition within(Span span) {
        return R.GRAIN.eq(span.grain().text()).and(R.START_AT.ge(span.from())).and(R.START_AT.lt(span.to()));
    }

    /** The jobs with the most executions in the spans, so many at the most, one-offs taken for one. */
    List<UUID> busiest(Tx tx, UUID org, List<Span> spans, int most) {
        Field<Long> executions = R.SUCCESS.plus(R.FAILED).plus(R.TIMED_OUT).plus(R.MISSED).plus(R.SKIPPED).plus(R.CANCELLED).as("executions");
        // Of several spans in one condition H2 makes none for the index.
        Table<?> counted = spans.stream()
                .<Select<Record2<UUID, Long>>>map(span -> DSL.select(R.JOB_ID, executions).from(R)
                        .where(R.ORG_ID.eq(org)).and(within(span)).and(R.JOB_ID.ne(RollUpKey.ALL)))
                .reduce(Select::unionAll)
                .orElseThrow()
                .asTable("counted");
        Field<UUID> job = DSL.field(DSL.name("counted", "job_id"), SQLDataType.UUID);
        return tx.sql().select(job).from(counted)
                .groupBy(job)
                .orderBy(DSL.sum(DSL.field(DSL.name("counted", "executions"), SQLDataType.BIGINT)).desc(), job)
                .limit(most)
                .fetch(job);
    }

    /** How many executions of each job failed, timed out or were missed in a span; the others are left out. */
    Map<UUID, Long> failing(Tx tx, UUID org, Span span) {
        Field<Long> count = DSL.sum(R.FAILED.plus(R.TIMED_OUT).plus(R.MISSED)).cast(Long.class);
        Map<UUID, Long> counts = new HashMap<>();
        tx.sql().select(R.JOB_ID, count).from(R)
                .where(R.ORG_ID.eq(org)).and(within(span)).and(R.JOB_ID.ne(RollUpKey.ALL))
                .and(R.FAILED.gt(0L).or(R.TIMED_OUT.gt(0L)).or(R.MISSED.gt(0L)))
                .groupBy(R.JOB_ID)
                .forEach(row -> counts.put(row.value1(), row.value2()));
        return counts;
    }

    /** The keys that the jobs have or had, of those that there are still. */
    Map<UUID, String> keys(Tx tx, UUID org, Collection<UUID> jobs) {
        Map<UUID, String> keys = new HashMap<>();
        tx.sql().select(JOBS.ID, DSL.coalesce(JOBS.JOB_KEY, JOBS.DELETED_KEY), JOBS.ORG_ID).from(JOBS)
                .where(tx.dialect().among(JOBS.ID, jobs))
                .forEach(row -> {
                    if (row.value2() != null && row.value3().equals(org)) keys.put(row.value1(), row.value2());
                });
        return keys;
    }

    /** Organizations in the order of their ids. */
    List<UUID> organizations(Tx tx, UUID after, int most) {
        return tx.sql().select(ORGANIZATIONS.ID).from(ORGANIZATIONS).where(ORGANIZATIONS.ID.gt(after)).orderBy(ORGANIZATIONS.ID).limit(most)
                .fetch(ORGANIZATIONS.ID);
    }

    /** Deletes up to so many rows of each grain that are of a time before the given; those of days only where they are of single jobs. */
    int forget(Tx tx, UUID org, Instant hours, Instant days, int most) {
        Condition hour = R.GRAIN.eq(Grain.HOUR.text()).and(R.START_AT.lt(Grain.DAY.floor(hours)));
        Condition day = R.GRAIN.eq(Grain.DAY.text()).and(R.START_AT.lt(Grain.DAY.floor(days))).and(R.JOB_ID.ne(RollUpKey.ALL));
        return delete(tx, R.ORG_ID.eq(org).and(hour), most) + delete(tx, R.ORG_ID.eq(org).and(day), most);
    }

    private static int delete(Tx tx, Condition which, int most) {
        List<RollUpKey> keys = tx.sql().select(R.ORG_ID, R.JOB_ID, R.GRAIN, R.START_AT).from(R).where(which).limit(most)
                .fetch(r -> new RollUpKey(r.value1(), r.value2(), Grain.of(r.value3()), r.value4()));
        if (!keys.isEmpty()) tx.sql().batch(keys.stream().map(key -> tx.sql().deleteFrom(R).where(is(key))).toList()).execute();
        return keys.size();
    }
}

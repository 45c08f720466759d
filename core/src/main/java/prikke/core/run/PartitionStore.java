package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.Uuid7;
import prikke.core.db.Tx;

/**
 * The partitions of the history on PostgreSQL. A partition is made as a table of its own and attached then, which keeps nobody from
 * reading and writing the history meanwhile (https://www.postgresql.org/docs/14/ddl-partitioning.html, 5.11.2.2): only the default
 * partition, which should be all but empty, is locked.
 */
final class PartitionStore {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionStore.class);

    /** Any number that nothing else in the database locks. */
    private static final long LOCK = 0x7072696b6b66L;

    /** More than this is not moved out of the default partition: the history would stand still for too long. */
    private static final int MOST_MOVED = 10_000;

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final List<Part> PARTS = List.of(new Part("ended_executions", "id"), new Part("attempts", "execution_id"));

    /** A partitioned table. */
    private record Part(String table, String id) {
        String of(LocalDate day) {
            return table + "_p" + SUFFIX.format(day);
        }

        String other() {
            return table + "_other";
        }

        String within(LocalDate day) {
            return id + " >= '" + first(day) + "' and " + id + " < '" + first(day.plusDays(1)) + "'";
        }
    }

    private static UUID first(LocalDate day) {
        return Uuid7.floor(HistoryPartitions.start(day));
    }

    /** Makes this transaction the only one that changes partitions, and one that gives up rather than wait for long. */
    boolean lock(Tx tx) {
        tx.sql().execute("set local lock_timeout = " + HistoryPartitions.LONGEST_WAIT.toMillis());
        return Boolean.TRUE.equals(tx.sql().fetchValue("select pg_try_advisory_xact_lock({0})", DSL.val(LOCK)));
    }

    /** The days that there are partitions of, the earliest first. */
    List<LocalDate> days(Tx tx) {
        return tx.sql().fetch("select right(c.relname, 8) from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = 'ended_executions'::regclass and c.relname ~ '_p[0-9]{8}$' order by 1")
                .map(row -> LocalDate.parse(String.valueOf(row.get(0)), SUFFIX));
    }

    /** False where it was left, because too much of that day lies in the default partition already. */
    boolean create(Tx tx, LocalDate day) {
        if (PARTS.stream().anyMatch(part -> strays(tx, part, day) > MOST_MOVED)) {
            LOG.warn("event=partition_not_made day={} reason=\"more than {} rows of that day lie in the default partition\"", day, MOST_MOVED);
            return false;
        }
        for (Part part : PARTS) {
            tx.sql().execute("create table " + part.of(day) + " (like " + part.table + " including all)");
            // Who is to see rows in another partition must not have looked up which partitions there are before they got there.
            if (strays(tx, part, day) > 0) tx.sql().execute("lock table " + part.table + " in access exclusive mode");
            tx.sql().execute("lock table " + part.other() + " in access exclusive mode");
            tx.sql().execute("with stray as (delete from " + part.other() + " where " + part.within(day) + " returning *)"
                    + " insert into " + part.of(day) + " select * from stray");
            tx.sql().execute("alter table " + part.table + " attach partition " + part.of(day)
                    + " for values from ('" + first(day) + "') to ('" + first(day.plusDays(1)) + "')");
        }
        return true;
    }

    private static int strays(Tx tx, Part part, LocalDate day) {
        String some = "select 1 from " + part.other() + " where " + part.within(day) + " limit " + (MOST_MOVED + 1);
        return tx.sql().fetchSingle("select count(*) from (" + some + ") s").get(0, Integer.class);
    }

    /** Whether an execution of that day has ended since the given instant, or has not ended. */
    boolean inUse(Tx tx, LocalDate day, Instant endedBefore) {
        var a = ACTIVE_EXECUTIONS;
        if (tx.sql().fetchExists(a, a.ID.ge(first(day)).and(a.ID.lt(first(day.plusDays(1)))))) return true;
        String ended = PARTS.getFirst().of(day);
        return Boolean.TRUE.equals(tx.sql().fetchValue(
                "select exists (select 1 from " + ended + " where finished_at >= {0})", DSL.val(endedBefore)));
    }

    void drop(Tx tx, LocalDate day) {
        for (Part part : PARTS) tx.sql().execute("drop table if exists " + part.of(day));
    }
}

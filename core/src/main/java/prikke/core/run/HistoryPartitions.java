package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import prikke.core.db.Dialect;
import prikke.core.db.Tx;

/**
 * The days, by UTC, that PostgreSQL keeps the history in: each is a partition of {@code ended_executions} and one of {@code attempts},
 * made before its first execution comes and dropped whole when it has aged out. What is of no such day lies in the default partitions.
 * H2 has no partitions, and nothing is done there.
 */
public final class HistoryPartitions {
    /** A node that was away for a moment past midnight still has things to write that were due before. */
    private static final int DAYS_BACK = 1;

    /** So far that a database in which nothing can be created for a weekend does not fall back to the default partitions. */
    private static final int DAYS_AHEAD = 3;

    private final PartitionStore store = new PartitionStore();

    /**
     * Makes the partitions from yesterday's to that of the day after the day after tomorrow, those that there are not. Where another
     * node is at it, it is left to it.
     *
     * @return the days that were made
     * @throws RuntimeException when the tables are not to be had in a moment; {@link prikke.core.db.Database#isBusy} tells
     */
    public List<LocalDate> ensure(Tx tx, Instant now) {
        if (tx.dialect() != Dialect.POSTGRESQL || !store.lock(tx)) return List.of();
        List<LocalDate> there = store.days(tx);
        List<LocalDate> made = new ArrayList<>();
        LocalDate today = dayOf(now);
        for (LocalDate day = today.minusDays(DAYS_BACK); !day.isAfter(today.plusDays(DAYS_AHEAD)); day = day.plusDays(1)) {
            if (!there.contains(day) && store.create(tx, day)) made.add(day);
        }
        return made;
    }

    /** The partitions of days that were over by the given instant, the earliest first. */
    public List<LocalDate> olderThan(Tx tx, Instant before) {
        if (tx.dialect() != Dialect.POSTGRESQL) return List.of();
        LocalDate first = dayOf(before);
        return store.days(tx).stream().filter(day -> day.isBefore(first)).toList();
    }

    /**
     * Drops a day's partitions, unless something of that day has ended since the given instant or has not ended at all: such a day is
     * to be pruned row by row.
     *
     * @return whether they were dropped
     * @throws RuntimeException when the tables are not to be had in a moment; {@link prikke.core.db.Database#isBusy} tells
     */
    public boolean drop(Tx tx, LocalDate day, Instant endedBefore) {
        if (!store.lock(tx) || store.inUse(tx, day, endedBefore)) return false;
        store.drop(tx, day);
        return true;
    }

    /**
     * Up to when history is pruned row by row that is to be gone by the given instant: on PostgreSQL only whole days, or each row would
     * be deleted before its partition could be dropped.
     */
    static Instant wholeDays(Dialect dialect, Instant before) {
        return dialect == Dialect.POSTGRESQL ? start(dayOf(before)) : before;
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** How long a step may wait for a table that others use; whoever comes after it waits as long. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(500);
}

package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import prikke.core.Uuid7;
import prikke.core.db.Database;

/**
 * Forgets what has aged out, a small step and a short transaction at a time: history first, days whole where they can be dropped; then
 * the jobs that only their history was kept for, and what they called before they were edited.
 */
public final class Retention {
    /** Few enough to be deleted in a blink; fewer where even that takes longer, because the answers are large or the disk is slow. */
    private static final int MOST_ROWS = 500;

    private static final int FIRST_ROWS = 100;
    private static final int FEWEST_ROWS = 20;
    private static final Duration LONG = Duration.ofMillis(50);

    /** How many jobs are looked at in a step. */
    private static final int JOBS_AT_A_LOOK = 200;

    /** A request that has read a job before it was deleted is over by then. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** History goes up to a day after it has aged out, and what is replayed just then still needs what it called. */
    private static final Duration SLACK = Duration.ofDays(2);

    private static final UUID START = Uuid7.floor(Instant.EPOCH);

    private final Database database;
    private final HistoryPartitions partitions;
    private final LongSupplier ticker;
    private final RetentionStore store = new RetentionStore();
    private int rows = FIRST_ROWS;
    private UUID lastExecution = START;
    private UUID lastJob = START;

    /** @param ticker nanoseconds since whenever */
    public Retention(Database database, HistoryPartitions partitions, LongSupplier ticker) {
        this.database = database;
        this.partitions = partitions;
        this.ticker = ticker;
    }

    /**
     * One step.
     *
     * @param before what is of a time before this is forgotten; on PostgreSQL, once its whole day is
     * @return whether there may be more to do; otherwise all has been looked at once, and the next step begins anew
     */
    public boolean step(Instant before, Instant now) {
        return dropDay(before) || pruneHistory(before) || forgetJobs(before, now);
    }

    private boolean dropDay(Instant before) {
        for (LocalDate day : database.read(tx -> partitions.olderThan(tx, before))) {
            if (database.write(tx -> partitions.drop(tx, day, before))) return true;
        }
        return false;
    }

    private boolean pruneHistory(Instant before) {
        Instant occurred = HistoryPartitions.wholeDays(database.dialect(), before);
        List<UUID> ids = database.read(tx -> store.history(tx, lastExecution, occurred, before, rows));
        if (ids.isEmpty()) {
            lastExecution = START;
            return false;
        }
        long start = ticker.getAsLong();
        database.run(tx -> store.deleteHistory(tx, ids));
        long took = ticker.getAsLong() - start;
        rows = took > LONG.toNanos() ? Math.max(FEWEST_ROWS, rows / 2) : Math.min(MOST_ROWS, rows + FEWEST_ROWS);
        lastExecution = ids.getLast();
        return true;
    }

    private boolean forgetJobs(Instant before, Instant now) {
        UUID after = lastJob;
        Optional<UUID> last = database.read(tx -> store.lastOfNext(tx, after, before, JOBS_AT_A_LOOK));
        last.ifPresent(to -> forgetJobs(after, to, before, now));
        lastJob = last.orElse(START);
        return last.isPresent();
    }

    private void forgetJobs(UUID after, UUID last, Instant before, Instant now) {
        List<UUID> revisions = database.read(tx -> store.staleRevisions(tx, after, last, before.minus(SLACK)));
        if (!revisions.isEmpty()) database.run(tx -> store.removeRevisions(tx, revisions));
        Instant grace = now.minus(GRACE);
        List<UUID> deleted = database.read(tx -> store.deleted(tx, after, last, before, grace));
        if (!deleted.isEmpty()) database.run(tx -> store.remove(tx, deleted, before, grace));
        List<UUID> done = database.read(tx -> store.doneOneOffs(tx, after, last, before));
        if (!done.isEmpty()) database.run(tx -> store.hide(tx, done, before, now));
    }
}

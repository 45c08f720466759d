package prikke.core.event;

import java.time.Instant;
import java.util.List;
import prikke.core.db.Database;
import prikke.core.db.Tx;

/** The log, to write to in the transaction of what happens, and to read in the order of commits. */
public final class EventLog {
    /** How many batches are numbered in one transaction. */
    private static final int MOST_NUMBERED = 1000;

    /** What is told to all nodes as somebody begins to listen. */
    public static final String LISTENING = "events";

    private final Database database;
    private final EventStore store = new EventStore();
    private volatile boolean begun;

    public EventLog(Database database) {
        this.database = database;
    }

    /** Logs what the transaction does; it is there to be read exactly if the transaction is committed. */
    public static void append(Tx tx, List<? extends Happening> happenings) {
        if (!happenings.isEmpty()) new EventStore().insert(tx, BatchCode.encode(happenings));
    }

    /** Numbers all that has been committed by now, and says how far the log reaches then. */
    public Extent number() {
        begin();
        while (database.read(store::anyUnnumbered)) {
            int numbered = database.write(tx -> store.number(tx, MOST_NUMBERED));
            if (numbered < MOST_NUMBERED) break;
        }
        return extent();
    }

    /** How far the log reaches, as far as it has been numbered. */
    public Extent extent() {
        begin();
        return database.read(store::extent);
    }

    /** Makes the row that everything is counted in, where nobody has yet. */
    private void begin() {
        if (begun) return;
        try {
            if (!database.read(store::begun)) database.run(store::begin);
        } catch (RuntimeException e) {
            // Another node did at the same moment.
            if (!Database.isConflict(e)) throw e;
        }
        begun = true;
    }

    /**
     * Batches in their order.
     *
     * @param after only those with a larger number
     * @param until only those with this number or a smaller
     */
    public List<Batch> read(long after, long until, int most) {
        return database.read(tx -> store.list(tx, after, until, most));
    }

    /** Has it known on all nodes that somebody listens, until the given instant. */
    public void listen(Instant until) {
        begin();
        database.run(tx -> {
            store.listen(tx, until);
            tx.tell(LISTENING);
        });
    }

    /** Whether somebody listens, on whichever node. */
    public boolean listened(Instant now) {
        return database.read(tx -> store.listened(tx, now));
    }

    /**
     * Forgets batches recorded before the given instant, the oldest first.
     *
     * @return how many were forgotten, {@code most} at the most
     */
    public int forget(Instant before, int most) {
        begin();
        return database.write(tx -> store.forget(tx, before, most));
    }
}

package prikke.core.engine;

import static prikke.core.db.schema.Tables.NODES;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import prikke.core.db.Tx;

/** The daemons that share the database. */
final class NodeStore {
    private NodeStore() {}

    static long insert(Tx tx, String name, String version, Instant now) {
        return tx.sql().insertInto(NODES)
                .set(NODES.NAME, name)
                .set(NODES.VERSION, version)
                .set(NODES.STARTED_AT, now)
                .set(NODES.SEEN_AT, now)
                .returningResult(NODES.ID)
                .fetchSingle()
                .value1();
    }

    /** False when the node is not there any more: others have taken it for dead. */
    static boolean beat(Tx tx, long id, Load load, Instant now) {
        return tx.sql().update(NODES)
                        .set(NODES.SEEN_AT, now)
                        .set(NODES.IN_FLIGHT, load.inFlight())
                        .set(NODES.HELD, load.held())
                        .set(NODES.SKEW_MS, load.skewMs())
                        .where(NODES.ID.eq(id))
                        .execute()
                == 1;
    }

    /**
     * How a node is.
     *
     * @param inFlight attempts under way
     * @param held executions that it holds and has not begun
     * @param skewMs how many milliseconds its system's clock is ahead of the database's
     */
    record Load(int inFlight, int held, long skewMs) {}

    static void delete(Tx tx, long id) {
        tx.sql().deleteFrom(NODES).where(NODES.ID.eq(id)).execute();
    }

    /** A node and when it was last heard of. */
    record Seen(long id, String name, Instant seenAt) {}

    /**
     * The other nodes that were last heard of before the given instant; or, so it seems, after another: the clock was set back since
     * they were.
     */
    static List<Seen> silent(Tx tx, long id, Instant before, Instant after) {
        return tx.sql().select(NODES.ID, NODES.NAME, NODES.SEEN_AT)
                .from(NODES)
                .where(NODES.ID.ne(id))
                .and(NODES.SEEN_AT.lt(before).or(NODES.SEEN_AT.gt(after)))
                .fetch(r -> new Seen(r.value1(), r.value2(), r.value3()));
    }

    /** Since when the database's server has been up; for PostgreSQL only. */
    static Instant serverUpSince(Tx tx) {
        return Objects.requireNonNull(tx.sql().fetchSingle("select pg_postmaster_start_time()").get(0, Instant.class));
    }

    /** The numbers of all there are. */
    static Set<Long> ids(Tx tx) {
        return tx.sql().select(NODES.ID).from(NODES).fetchSet(NODES.ID);
    }

    /** Whether of all nodes the given one was entered first. */
    static boolean eldest(Tx tx, long id) {
        return !tx.sql().fetchExists(NODES, NODES.ID.lt(id));
    }

    /** How many other nodes there are. */
    static int others(Tx tx, long id) {
        return tx.sql().fetchCount(NODES, NODES.ID.ne(id));
    }
}

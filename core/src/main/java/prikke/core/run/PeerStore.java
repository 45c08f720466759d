package prikke.core.run;

import static prikke.core.db.schema.Tables.NODES;

import java.time.Instant;
import java.util.List;
import prikke.core.db.Tx;

/** Reads which daemons share the database; they enter themselves. */
final class PeerStore {
    /** A daemon as it stands in the table. */
    record Entry(long id, String name, String version, Instant startedAt, Instant seenAt, int inFlight, int held, long skewMs) {}

    /** All of them, in the order in which they started. */
    List<Entry> all(Tx tx) {
        return tx.sql().select(NODES.ID, NODES.NAME, NODES.VERSION, NODES.STARTED_AT, NODES.SEEN_AT, NODES.IN_FLIGHT, NODES.HELD, NODES.SKEW_MS)
                .from(NODES)
                .orderBy(NODES.ID)
                .fetch(r -> new Entry(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6(), r.value7(), r.value8()));
    }
}

package prikke.core.event;

import static prikke.core.db.schema.Tables.EVENT_BATCHES;
import static prikke.core.db.schema.Tables.EVENT_NUMBERS;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.EventBatches;
import prikke.core.db.schema.tables.EventNumbers;

/** The tables {@code event_batches} and {@code event_numbers}, whose one row whoever gives numbers holds. */
final class EventStore {
    private static final EventBatches B = EVENT_BATCHES;
    private static final EventNumbers N = EVENT_NUMBERS;
    private static final short ONE = 1;
    private static final int EPOCH_BYTES = 4;
    private static final String INSERT = "insert into event_batches (body) values (?)";

    void insert(Tx tx, byte[] body) {
        tx.jdbc(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setBytes(1, body);
                return insert.executeUpdate();
            }
        });
    }

    boolean anyUnnumbered(Tx tx) {
        return !tx.sql().select(B.ID).from(B).where(B.SEQ.isNull()).limit(1).fetch().isEmpty();
    }

    /** Numbers batches in the order they were begun in; how many. */
    int number(Tx tx, int most) {
        long last = locked(tx).last();
        List<Long> ids = tx.sql().select(B.ID).from(B).where(B.SEQ.isNull()).orderBy(B.ID).limit(most).fetch(B.ID);
        if (ids.isEmpty()) return 0;
        tx.jdbc(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update event_batches set seq = ? where id = ?")) {
                for (int i = 0; i < ids.size(); i++) {
                    update.setLong(1, last + 1 + i);
                    update.setLong(2, ids.get(i));
                    update.addBatch();
                }
                return update.executeBatch();
            }
        });
        tx.sql().update(N).set(N.LAST_SEQ, last + ids.size()).where(N.ID.eq(ONE)).execute();
        return ids.size();
    }

    /** The extent, for nobody else to change. */
    private Extent locked(Tx tx) {
        return tx.sql().select(N.EPOCH, N.LAST_SEQ, N.FORGOTTEN_SEQ).from(N).where(N.ID.eq(ONE)).forUpdate()
                .fetchSingle(r -> new Extent(r.value1(), r.value2(), r.value3()));
    }

    Extent extent(Tx tx) {
        return tx.sql().select(N.EPOCH, N.LAST_SEQ, N.FORGOTTEN_SEQ).from(N).where(N.ID.eq(ONE))
                .fetchSingle(r -> new Extent(r.value1(), r.value2(), r.value3()));
    }

    /** Whether anything has been counted yet. */
    boolean begun(Tx tx) {
        return tx.sql().fetchExists(N);
    }

    /** Has counting begin, under a name of its own. */
    void begin(Tx tx) {
        byte[] random = new byte[EPOCH_BYTES];
        new SecureRandom().nextBytes(random);
        tx.sql().insertInto(N)
                .set(N.ID, ONE)
                .set(N.EPOCH, HexFormat.of().formatHex(random))
                .set(N.LAST_SEQ, 0L)
                .set(N.FORGOTTEN_SEQ, 0L)
                .set(N.LISTENED_UNTIL, Instant.EPOCH)
                .execute();
    }

    List<Batch> list(Tx tx, long after, long until, int most) {
        return tx.sql().select(B.SEQ, B.RECORDED_AT, B.BODY).from(B)
                .where(B.SEQ.gt(after)).and(B.SEQ.le(until))
                .orderBy(B.SEQ)
                .limit(most)
                .fetch(r -> new Batch(r.value1(), r.value2(), BatchCode.decode(r.value3())));
    }

    void listen(Tx tx, Instant until) {
        tx.sql().update(N).set(N.LISTENED_UNTIL, until).where(N.ID.eq(ONE)).and(N.LISTENED_UNTIL.lt(until)).execute();
    }

    boolean listened(Tx tx, Instant now) {
        return tx.sql().fetchExists(N, N.ID.eq(ONE).and(N.LISTENED_UNTIL.gt(now)));
    }

    int forget(Tx tx, Instant before, int most) {
        Condition old = B.ID.in(tx.sql().select(B.ID).from(B).orderBy(B.ID).limit(most).fetch(B.ID)).and(B.RECORDED_AT.lt(before));
        if (!tx.sql().fetchExists(B, old)) return 0;
        // Held from here on, as by who numbers: nothing that is to be forgotten gets a number meanwhile.
        Extent extent = locked(tx);
        long numbered = tx.sql().select(DSL.coalesce(DSL.max(B.SEQ), 0L)).from(B).where(old).fetchSingle().value1();
        boolean unnumbered = tx.sql().fetchExists(B, old.and(B.SEQ.isNull()));
        int forgotten = tx.sql().deleteFrom(B).where(old).execute();
        // What never had a number takes one with it, so that who has read up to the last is told that there was more.
        long last = extent.last() + (unnumbered ? 1 : 0);
        tx.sql().update(N)
                .set(N.LAST_SEQ, last)
                .set(N.FORGOTTEN_SEQ, unnumbered ? last : Math.max(extent.forgotten(), numbered))
                .where(N.ID.eq(ONE))
                .execute();
        return forgotten;
    }
}

package prikke.core.crypto;

import static prikke.core.db.schema.Tables.ENCRYPTION_KEYS;

import java.time.Instant;
import java.util.List;
import org.jooq.impl.DSL;
import prikke.core.db.Tx;

/** The table {@code encryption_keys}. */
final class KeysStore {

    /**
     * A key that the database has been sealed with.
     *
     * @param check a known value sealed under it
     * @param complete whether, once, everything was sealed under it
     */
    record Known(String keyId, String check, boolean complete) {}

    List<Known> all(Tx tx) {
        return tx.sql()
                .selectFrom(ENCRYPTION_KEYS)
                .orderBy(ENCRYPTION_KEYS.NUMBER)
                .fetch(row -> new Known(row.getKeyId(), row.getCheckValue(), row.getSealedAt() != null));
    }

    /** Adds a key under the next number: of two nodes that add their own as the first, one fails. */
    void add(Tx tx, String keyId, String check, Instant now) {
        Short last = tx.sql().select(DSL.max(ENCRYPTION_KEYS.NUMBER)).from(ENCRYPTION_KEYS).fetchSingle().value1();
        tx.sql()
                .insertInto(ENCRYPTION_KEYS)
                .set(ENCRYPTION_KEYS.NUMBER, (short) (last == null ? 1 : last + 1))
                .set(ENCRYPTION_KEYS.KEY_ID, keyId)
                .set(ENCRYPTION_KEYS.CHECK_VALUE, check)
                .set(ENCRYPTION_KEYS.CREATED_AT, now)
                .execute();
    }

    void forget(Tx tx, String keyId) {
        tx.sql().deleteFrom(ENCRYPTION_KEYS).where(ENCRYPTION_KEYS.KEY_ID.eq(keyId)).execute();
    }

    void complete(Tx tx, String keyId, Instant now) {
        tx.sql().update(ENCRYPTION_KEYS).set(ENCRYPTION_KEYS.SEALED_AT, now).where(ENCRYPTION_KEYS.KEY_ID.eq(keyId)).execute();
    }
}

package prikke.core.mail;

import static prikke.core.db.schema.Tables.MAIL_COUNTS;

import java.time.Instant;
import java.util.List;
import prikke.core.Uuid7;
import prikke.core.db.Tx;

/** The table {@code mail_counts}. */
final class MailCountStore {

    void insert(Tx tx, String name, Instant now, Instant expiresAt) {
        tx.sql()
                .insertInto(MAIL_COUNTS)
                .set(MAIL_COUNTS.ID, Uuid7.random(now))
                .set(MAIL_COUNTS.NAME, name)
                .set(MAIL_COUNTS.EXPIRES_AT, expiresAt)
                .execute();
    }

    /** When those that count cease to, the last one first; no more than so many. */
    List<Instant> ends(Tx tx, String name, Instant now, int most) {
        return tx.sql()
                .select(MAIL_COUNTS.EXPIRES_AT)
                .from(MAIL_COUNTS)
                .where(MAIL_COUNTS.NAME.eq(name))
                .and(MAIL_COUNTS.EXPIRES_AT.gt(now))
                .orderBy(MAIL_COUNTS.EXPIRES_AT.desc())
                .limit(most)
                .fetch(MAIL_COUNTS.EXPIRES_AT);
    }

    void deleteExpired(Tx tx, Instant now) {
        tx.sql().deleteFrom(MAIL_COUNTS).where(MAIL_COUNTS.EXPIRES_AT.le(now)).execute();
    }
}

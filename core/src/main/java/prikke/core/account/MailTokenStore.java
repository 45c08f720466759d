package prikke.core.account;

import static prikke.core.db.schema.Tables.MAIL_TOKENS;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import prikke.core.db.Tx;

/** The table {@code mail_tokens}. */
final class MailTokenStore {

    /**
     * What a token was given out for.
     *
     * @param email the address that it was mailed to
     */
    record Found(UUID user, String email) {}

    void insert(Tx tx, MailToken token, MailToken.Kind kind, UUID user, String email, Instant now, Instant expiresAt) {
        tx.sql().deleteFrom(MAIL_TOKENS).where(MAIL_TOKENS.EXPIRES_AT.le(now)).execute();
        tx.sql()
                .insertInto(MAIL_TOKENS)
                .set(MAIL_TOKENS.TOKEN_HASH, token.hash())
                .set(MAIL_TOKENS.KIND, kind.text())
                .set(MAIL_TOKENS.USER_ID, user)
                .set(MAIL_TOKENS.EMAIL, email)
                .set(MAIL_TOKENS.CREATED_AT, now)
                .set(MAIL_TOKENS.EXPIRES_AT, expiresAt)
                .execute();
    }

    Optional<Found> find(Tx tx, MailToken token, MailToken.Kind kind, Instant now) {
        return tx.sql()
                .select(MAIL_TOKENS.USER_ID, MAIL_TOKENS.EMAIL)
                .from(MAIL_TOKENS)
                .where(MAIL_TOKENS.TOKEN_HASH.eq(token.hash()))
                .and(MAIL_TOKENS.KIND.eq(kind.text()))
                .and(MAIL_TOKENS.EXPIRES_AT.gt(now))
                .fetchOptional(row -> new Found(row.value1(), row.value2()));
    }

    /** Uses a token up; empty where it does not hold, or somebody else has used it up at this moment. */
    Optional<Found> take(Tx tx, MailToken token, MailToken.Kind kind, Instant now) {
        return find(tx, token, kind, now).filter(found -> tx.sql()
                        .deleteFrom(MAIL_TOKENS)
                        .where(MAIL_TOKENS.TOKEN_HASH.eq(token.hash()))
                        .execute()
                > 0);
    }

    /** Has no token of a user's hold any more. */
    void deleteAll(Tx tx, UUID user) {
        tx.sql().deleteFrom(MAIL_TOKENS).where(MAIL_TOKENS.USER_ID.eq(user)).execute();
    }
}

package prikke.core.account;

import static prikke.core.db.schema.Tables.WEBHOOK_SECRETS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import prikke.core.db.Tx;

/** The table {@code webhook_secrets}. */
final class SecretStore {

    void insert(Tx tx, UUID id, UUID org, String secret, Instant now) {
        tx.sql()
                .insertInto(WEBHOOK_SECRETS)
                .set(WEBHOOK_SECRETS.ID, id)
                .set(WEBHOOK_SECRETS.ORG_ID, org)
                .set(WEBHOOK_SECRETS.SECRET, secret)
                .set(WEBHOOK_SECRETS.CREATED_AT, now)
                .execute();
    }

    /** Has those that are not retiring yet sign no longer than until then. */
    void retireAll(Tx tx, UUID org, Instant end) {
        tx.sql()
                .update(WEBHOOK_SECRETS)
                .set(WEBHOOK_SECRETS.RETIRES_AT, end)
                .where(WEBHOOK_SECRETS.ORG_ID.eq(org))
                .and(WEBHOOK_SECRETS.RETIRES_AT.isNull().or(WEBHOOK_SECRETS.RETIRES_AT.gt(end)))
                .execute();
    }

    /** Has one that is retiring sign no more; whether there was such a one. */
    boolean retire(Tx tx, UUID org, UUID id, Instant now) {
        return tx.sql()
                        .update(WEBHOOK_SECRETS)
                        .set(WEBHOOK_SECRETS.RETIRES_AT, now)
                        .where(WEBHOOK_SECRETS.ID.eq(id))
                        .and(WEBHOOK_SECRETS.ORG_ID.eq(org))
                        .and(WEBHOOK_SECRETS.RETIRES_AT.gt(now))
                        .execute()
                > 0;
    }

    /** The secrets that sign now, the newest first. */
    List<SigningSecret> active(Tx tx, UUID org, Instant now) {
        return tx.sql()
                .selectFrom(WEBHOOK_SECRETS)
                .where(WEBHOOK_SECRETS.ORG_ID.eq(org))
                .and(WEBHOOK_SECRETS.RETIRES_AT.isNull().or(WEBHOOK_SECRETS.RETIRES_AT.gt(now)))
                .orderBy(WEBHOOK_SECRETS.ID.desc())
                .fetch(row -> new SigningSecret(row.getId(), row.getSecret(), row.getCreatedAt(), row.getRetiresAt()));
    }
}

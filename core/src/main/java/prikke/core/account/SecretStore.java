package prikke.core.account;

import static prikke.core.db.schema.Tables.WEBHOOK_SECRETS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;

/** The table {@code webhook_secrets}; what it holds is sealed, see {@link SealedSecrets}. */
final class SecretStore {
    private static final int STEP = 500;

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

    /** A row as it is stored. */
    record Stored(UUID id, UUID org, String secret) {
        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return id.toString();
        }
    }

    /**
     * Replaces the secrets of the next few rows by what the function makes of them, where it makes anything.
     *
     * @return the last row, or empty when there are no more
     */
    Optional<UUID> replaceAll(Tx tx, @Nullable UUID after, Function<Stored, @Nullable String> anew) {
        List<Stored> rows = tx.sql()
                .selectFrom(WEBHOOK_SECRETS)
                .where(after == null ? WEBHOOK_SECRETS.ID.isNotNull() : WEBHOOK_SECRETS.ID.gt(after))
                .orderBy(WEBHOOK_SECRETS.ID)
                .limit(STEP)
                .fetch(row -> new Stored(row.getId(), row.getOrgId(), row.getSecret()));
        for (Stored row : rows) {
            String secret = anew.apply(row);
            if (secret == null) continue;
            tx.sql().update(WEBHOOK_SECRETS).set(WEBHOOK_SECRETS.SECRET, secret).where(WEBHOOK_SECRETS.ID.eq(row.id())).execute();
        }
        return rows.size() < STEP ? Optional.empty() : Optional.of(rows.getLast().id());
    }

    boolean anyBeginsWith(Tx tx, String prefix) {
        return tx.sql().fetchExists(WEBHOOK_SECRETS, WEBHOOK_SECRETS.SECRET.startsWith(prefix));
    }
}

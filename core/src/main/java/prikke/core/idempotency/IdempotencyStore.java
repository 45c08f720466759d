package prikke.core.idempotency;

import static prikke.core.db.schema.Tables.IDEMPOTENCY_KEYS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.IdempotencyKeys;

/** The table {@code idempotency_keys}. Whoever claims a key is the only one to write its row, until another takes the claim over. */
final class IdempotencyStore {
    private static final IdempotencyKeys K = IDEMPOTENCY_KEYS;

    /**
     * What is known of a key.
     *
     * @param kept the answer; null while there is none, and where it was not to be kept
     */
    record Row(String fingerprint, UUID claim, Instant claimedAt, boolean applied, boolean done, @Nullable Kept kept) {}

    /** Fails with a conflict when the key is known. */
    void insert(Tx tx, Claim claim, String fingerprint, Instant now) {
        tx.sql()
                .insertInto(K)
                .set(K.SCOPE_ID, claim.scope())
                .set(K.IDEMPOTENCY_KEY, claim.key())
                .set(K.FINGERPRINT, fingerprint)
                .set(K.CLAIM, claim.id())
                .set(K.CLAIMED_AT, now)
                .set(K.APPLIED, false)
                .set(K.DONE, false)
                .execute();
    }

    Optional<Row> find(Tx tx, UUID scope, String key) {
        return tx.sql().selectFrom(K).where(named(scope, key)).fetchOptional(row -> {
            Integer status = row.getStatus();
            Kept kept = status == null ? null : new Kept(status, row.getVersion(), row.getBody());
            return new Row(row.getFingerprint(), row.getClaim(), row.getClaimedAt(), row.getApplied(), row.getDone(), kept);
        });
    }

    /** Whether the key went from one claim to the next; it does not when somebody else was first. */
    boolean takeOver(Tx tx, Row from, Claim claim, String fingerprint, Instant now) {
        return tx.sql()
                        .update(K)
                        .set(K.FINGERPRINT, fingerprint)
                        .set(K.CLAIM, claim.id())
                        .set(K.CLAIMED_AT, now)
                        .set(K.APPLIED, false)
                        .set(K.DONE, false)
                        .setNull(K.STATUS)
                        .setNull(K.VERSION)
                        .setNull(K.BODY)
                        .where(named(claim.scope(), claim.key()))
                        .and(K.CLAIM.eq(from.claim()))
                        .and(K.APPLIED.eq(from.applied()))
                        .execute()
                == 1;
    }

    /** Whether the claim still held, and is noted as carried out. */
    boolean apply(Tx tx, Claim claim) {
        return tx.sql().update(K).set(K.APPLIED, true).where(held(claim)).execute() == 1;
    }

    void finish(Tx tx, Claim claim, @Nullable Kept kept) {
        tx.sql()
                .update(K)
                .set(K.APPLIED, true)
                .set(K.DONE, true)
                .set(K.STATUS, kept == null ? null : kept.status())
                .set(K.VERSION, kept == null ? null : kept.version())
                .set(K.BODY, kept == null ? null : kept.body())
                .where(held(claim))
                .execute();
    }

    /** Forgets a claim that nothing came of. */
    void release(Tx tx, Claim claim) {
        tx.sql().deleteFrom(K).where(held(claim)).and(K.APPLIED.isFalse()).execute();
    }

    /** Deletes some of those claimed before the given instant; how many. */
    int prune(Tx tx, Instant before, int most) {
        List<UUID> claims = tx.sql().select(K.CLAIM).from(K).where(K.CLAIMED_AT.lt(before))
                .orderBy(K.CLAIMED_AT)
                .limit(most)
                .fetch(K.CLAIM);
        return claims.isEmpty()
                ? 0
                : tx.sql().deleteFrom(K).where(K.CLAIMED_AT.lt(before)).and(K.CLAIM.in(claims)).execute();
    }

    private static Condition held(Claim claim) {
        return named(claim.scope(), claim.key()).and(K.CLAIM.eq(claim.id()));
    }

    private static Condition named(UUID scope, String key) {
        return K.SCOPE_ID.eq(scope).and(K.IDEMPOTENCY_KEY.eq(key));
    }
}

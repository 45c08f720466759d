package prikke.core.account;

import static prikke.core.db.schema.Tables.API_KEYS;
import static prikke.core.db.schema.Tables.ORGANIZATIONS;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;

/** The table {@code api_keys}. A revoked key stays in it, for the record, and is found by nobody. */
final class KeyStore {

    /** A key with what its secret is held against. */
    record Found(ApiKey key, String secretHash) {
        Found usedAt(Instant now) {
            return new Found(
                    new ApiKey(key.id(), key.org(), key.name(), key.publicId(), key.scope(), key.createdAt(), key.expiresAt(), now), secretHash);
        }
    }

    void insert(Tx tx, ApiKey key, String secretHash, @Nullable UUID createdBy) {
        tx.sql()
                .insertInto(API_KEYS)
                .set(API_KEYS.ID, key.id())
                .set(API_KEYS.ORG_ID, key.org())
                .set(API_KEYS.NAME, key.name())
                .set(API_KEYS.PUBLIC_ID, key.publicId())
                .set(API_KEYS.SECRET_HASH, secretHash)
                .set(API_KEYS.SCOPE, key.scope().text())
                .set(API_KEYS.CREATED_BY, createdBy)
                .set(API_KEYS.CREATED_AT, key.createdAt())
                .set(API_KEYS.EXPIRES_AT, key.expiresAt())
                .execute();
    }

    /** The key of that public id, unless it is revoked or has expired, or its organization is deleted. */
    Optional<Found> find(Tx tx, String publicId, Instant now) {
        return tx.sql()
                .select(API_KEYS.fields())
                .from(API_KEYS)
                .join(ORGANIZATIONS)
                .on(ORGANIZATIONS.ID.eq(API_KEYS.ORG_ID))
                .where(API_KEYS.PUBLIC_ID.eq(publicId))
                .and(ORGANIZATIONS.DELETED_AT.isNull())
                .and(API_KEYS.REVOKED_AT.isNull())
                .and(API_KEYS.EXPIRES_AT.isNull().or(API_KEYS.EXPIRES_AT.gt(now)))
                .fetchOptional(row -> new Found(key(row), row.get(API_KEYS.SECRET_HASH)));
    }

    /** The organization's keys that are not revoked, in the order they were made in. */
    List<ApiKey> list(Tx tx, UUID org, @Nullable UUID after, int limit) {
        return tx.sql()
                .selectFrom(API_KEYS)
                .where(API_KEYS.ORG_ID.eq(org))
                .and(API_KEYS.REVOKED_AT.isNull())
                .and(after == null ? API_KEYS.ID.isNotNull() : API_KEYS.ID.gt(after))
                .orderBy(API_KEYS.ID)
                .limit(limit)
                .fetch(KeyStore::key);
    }

    /** The organization's key that holds, locked. */
    Optional<ApiKey> held(Tx tx, UUID org, UUID id, Instant now) {
        return tx.sql()
                .selectFrom(API_KEYS)
                .where(API_KEYS.ID.eq(id))
                .and(API_KEYS.ORG_ID.eq(org))
                .and(API_KEYS.REVOKED_AT.isNull())
                .and(API_KEYS.EXPIRES_AT.isNull().or(API_KEYS.EXPIRES_AT.gt(now)))
                .forUpdate()
                .fetchOptional(KeyStore::key);
    }

    /** The organization's key that is not revoked, locked. */
    Optional<ApiKey> kept(Tx tx, UUID org, UUID id) {
        return tx.sql()
                .selectFrom(API_KEYS)
                .where(API_KEYS.ID.eq(id))
                .and(API_KEYS.ORG_ID.eq(org))
                .and(API_KEYS.REVOKED_AT.isNull())
                .forUpdate()
                .fetchOptional(KeyStore::key);
    }

    /** Has a key hold no longer than until then. */
    void expireBy(Tx tx, UUID id, Instant end) {
        tx.sql()
                .update(API_KEYS)
                .set(API_KEYS.EXPIRES_AT, end)
                .where(API_KEYS.ID.eq(id))
                .and(API_KEYS.EXPIRES_AT.isNull().or(API_KEYS.EXPIRES_AT.gt(end)))
                .execute();
    }

    void touch(Tx tx, UUID id, Instant now) {
        tx.sql()
                .update(API_KEYS)
                .set(API_KEYS.LAST_USED_AT, now)
                .where(API_KEYS.ID.eq(id))
                .execute();
    }

    /** Has a key hold no more, if it did. */
    void revoke(Tx tx, UUID org, UUID id, Instant now) {
        tx.sql()
                .update(API_KEYS)
                .set(API_KEYS.REVOKED_AT, now)
                .where(API_KEYS.ID.eq(id))
                .and(API_KEYS.ORG_ID.eq(org))
                .and(API_KEYS.REVOKED_AT.isNull())
                .execute();
    }

    /** Has all keys of an organization hold no more. */
    void revokeAll(Tx tx, UUID org, Instant now) {
        tx.sql()
                .update(API_KEYS)
                .set(API_KEYS.REVOKED_AT, now)
                .where(API_KEYS.ORG_ID.eq(org))
                .and(API_KEYS.REVOKED_AT.isNull())
                .execute();
    }

    private static ApiKey key(Record row) {
        return new ApiKey(
                row.get(API_KEYS.ID),
                row.get(API_KEYS.ORG_ID),
                row.get(API_KEYS.NAME),
                row.get(API_KEYS.PUBLIC_ID),
                Scope.valueOf(row.get(API_KEYS.SCOPE).toUpperCase(Locale.ROOT)),
                row.get(API_KEYS.CREATED_AT),
                row.get(API_KEYS.EXPIRES_AT),
                row.get(API_KEYS.LAST_USED_AT));
    }
}

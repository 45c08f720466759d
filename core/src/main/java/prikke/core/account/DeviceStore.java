package prikke.core.account;

import static prikke.core.db.schema.Tables.DEVICE_GRANTS;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.records.DeviceGrantsRecord;

/** The table {@code device_grants}. */
final class DeviceStore {

    void insert(Tx tx, DeviceGrant grant, String deviceHash, String userHash) {
        tx.sql()
                .insertInto(DEVICE_GRANTS)
                .set(DEVICE_GRANTS.ID, grant.id())
                .set(DEVICE_GRANTS.DEVICE_HASH, deviceHash)
                .set(DEVICE_GRANTS.USER_HASH, userHash)
                .set(DEVICE_GRANTS.STATE, grant.state().text())
                .set(DEVICE_GRANTS.ADDRESS, grant.client().address())
                .set(DEVICE_GRANTS.USER_AGENT, grant.client().userAgent())
                .set(DEVICE_GRANTS.PACE_SECONDS, grant.paceSeconds())
                .set(DEVICE_GRANTS.CREATED_AT, grant.createdAt())
                .set(DEVICE_GRANTS.EXPIRES_AT, grant.expiresAt())
                .execute();
    }

    /** Forgets those that ended before then. */
    void prune(Tx tx, Instant before) {
        tx.sql().deleteFrom(DEVICE_GRANTS).where(DEVICE_GRANTS.EXPIRES_AT.lt(before)).execute();
    }

    /** The grant of a device code, also one that is over, locked. */
    Optional<DeviceGrant> ofDevice(Tx tx, String deviceHash) {
        return tx.sql()
                .selectFrom(DEVICE_GRANTS)
                .where(DEVICE_GRANTS.DEVICE_HASH.eq(deviceHash))
                .forUpdate()
                .fetchOptional(DeviceStore::grant);
    }

    /** The grant of a user code that still waits for an answer. */
    Optional<DeviceGrant> waiting(Tx tx, String userHash, Instant now) {
        return tx.sql()
                .selectFrom(DEVICE_GRANTS)
                .where(DEVICE_GRANTS.USER_HASH.eq(userHash))
                .and(stillWaiting(now))
                .fetchOptional(DeviceStore::grant);
    }

    /** Answers a grant that still waits; false where there is none. */
    boolean answer(Tx tx, String userHash, DeviceGrant.State state, @Nullable UUID user, Instant now) {
        return tx.sql()
                        .update(DEVICE_GRANTS)
                        .set(DEVICE_GRANTS.STATE, state.text())
                        .set(DEVICE_GRANTS.USER_ID, user)
                        .where(DEVICE_GRANTS.USER_HASH.eq(userHash))
                        .and(stillWaiting(now))
                        .execute()
                > 0;
    }

    void polled(Tx tx, UUID id, Instant now, int paceSeconds) {
        tx.sql()
                .update(DEVICE_GRANTS)
                .set(DEVICE_GRANTS.POLLED_AT, now)
                .set(DEVICE_GRANTS.PACE_SECONDS, paceSeconds)
                .where(DEVICE_GRANTS.ID.eq(id))
                .execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(DEVICE_GRANTS).where(DEVICE_GRANTS.ID.eq(id)).execute();
    }

    private static Condition stillWaiting(Instant now) {
        return DEVICE_GRANTS.STATE.eq(DeviceGrant.State.PENDING.text()).and(DEVICE_GRANTS.EXPIRES_AT.gt(now));
    }

    private static DeviceGrant grant(DeviceGrantsRecord row) {
        return new DeviceGrant(
                row.getId(),
                DeviceGrant.State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getUserId(),
                new Client(row.getAddress(), row.getUserAgent()),
                row.getPaceSeconds(),
                row.getCreatedAt(),
                row.getExpiresAt(),
                row.getPolledAt());
    }
}

package prikke.core.account;

import static prikke.core.db.schema.Tables.DEVICE_GRANTS;
import static prikke.core.db.schema.Tables.MEMBERSHIPS;
import static prikke.core.db.schema.Tables.ORGANIZATIONS;
import static prikke.core.db.schema.Tables.SESSIONS;
import static prikke.core.db.schema.Tables.USERS;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Result;
import prikke.core.db.Tx;

/**
 * The table {@code sessions}, and in one query with it all that a request by a user needs to know. A program that was approved and has
 * not come for its session yet counts as one: whoever ends other sessions than their own, with the user locked, ends that too.
 */
final class SessionStore {

    /** A session that holds. */
    record Found(Identity.User user, Instant lastUsedAt) {}

    void insert(Tx tx, UUID id, UUID user, String tokenHash, Client client, Instant now, Instant expiresAt) {
        tx.sql()
                .insertInto(SESSIONS)
                .set(SESSIONS.ID, id)
                .set(SESSIONS.USER_ID, user)
                .set(SESSIONS.TOKEN_HASH, tokenHash)
                .set(SESSIONS.CREATED_AT, now)
                .set(SESSIONS.LAST_USED_AT, now)
                .set(SESSIONS.EXPIRES_AT, expiresAt)
                .set(SESSIONS.ADDRESS, client.address())
                .set(SESSIONS.USER_AGENT, client.userAgent())
                .execute();
    }

    /** The session with that token, unless it has expired. */
    Optional<Found> find(Tx tx, String tokenHash, Instant now) {
        Result<? extends Record> rows = tx.sql()
                .select(
                        SESSIONS.ID,
                        SESSIONS.LAST_USED_AT,
                        USERS.ID,
                        USERS.EMAIL,
                        USERS.INSTANCE_ADMIN,
                        MEMBERSHIPS.ROLE,
                        ORGANIZATIONS.ID,
                        ORGANIZATIONS.NAME,
                        ORGANIZATIONS.CREATED_AT)
                .from(SESSIONS)
                .join(USERS)
                .on(USERS.ID.eq(SESSIONS.USER_ID))
                .leftJoin(MEMBERSHIPS)
                .on(MEMBERSHIPS.USER_ID.eq(USERS.ID))
                .leftJoin(ORGANIZATIONS)
                .on(ORGANIZATIONS.ID.eq(MEMBERSHIPS.ORG_ID))
                .where(SESSIONS.TOKEN_HASH.eq(tokenHash))
                .and(SESSIONS.EXPIRES_AT.gt(now))
                .orderBy(ORGANIZATIONS.ID)
                .fetch();
        return rows.stream().findFirst().map(first -> found(first, rows));
    }

    /** Notes that the session was used, and puts its end off. */
    void touch(Tx tx, UUID id, Instant now, Instant expiresAt) {
        tx.sql()
                .update(SESSIONS)
                .set(SESSIONS.LAST_USED_AT, now)
                .set(SESSIONS.EXPIRES_AT, expiresAt)
                .where(SESSIONS.ID.eq(id))
                .execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(SESSIONS).where(SESSIONS.ID.eq(id)).execute();
    }

    /** Whether it has not been ended. */
    boolean exists(Tx tx, UUID id) {
        return tx.sql().fetchExists(SESSIONS, SESSIONS.ID.eq(id));
    }

    /** Whether the user had such a session to end. */
    boolean delete(Tx tx, UUID user, UUID id) {
        int ended = tx.sql()
                .deleteFrom(SESSIONS)
                .where(SESSIONS.ID.eq(id))
                .and(SESSIONS.USER_ID.eq(user))
                .execute();
        if (ended > 0) deleteApproved(tx, user);
        return ended > 0;
    }

    /** Ends all of a user's sessions but one; how many there were. */
    int deleteOthers(Tx tx, UUID user, UUID kept) {
        return deleteApproved(tx, user)
                + tx.sql()
                        .deleteFrom(SESSIONS)
                        .where(SESSIONS.USER_ID.eq(user))
                        .and(SESSIONS.ID.ne(kept))
                        .execute();
    }

    void deleteAll(Tx tx, UUID user) {
        deleteApproved(tx, user);
        tx.sql().deleteFrom(SESSIONS).where(SESSIONS.USER_ID.eq(user)).execute();
    }

    /** Up to so many that have expired; how many there were. */
    int deleteExpired(Tx tx, Instant now, int most) {
        return delete(tx, tx.sql().select(SESSIONS.ID).from(SESSIONS).where(SESSIONS.EXPIRES_AT.le(now)).limit(most).fetch(SESSIONS.ID));
    }

    /** Ends, up to so many, the user's sessions beyond the given number: those that were not used for the longest. */
    void deleteBeyond(Tx tx, UUID user, int kept, int most) {
        delete(tx, tx.sql()
                .select(SESSIONS.ID)
                .from(SESSIONS)
                .where(SESSIONS.USER_ID.eq(user))
                .orderBy(SESSIONS.LAST_USED_AT.desc(), SESSIONS.ID.desc())
                .limit(most)
                .offset(kept)
                .fetch(SESSIONS.ID));
    }

    private static int delete(Tx tx, List<UUID> ids) {
        return ids.isEmpty() ? 0 : tx.sql().deleteFrom(SESSIONS).where(SESSIONS.ID.in(ids)).execute();
    }

    /** Before the sessions: of a program that is coming for its own at this moment, the session is there to be ended after this. */
    private static int deleteApproved(Tx tx, UUID user) {
        return tx.sql()
                .deleteFrom(DEVICE_GRANTS)
                .where(DEVICE_GRANTS.USER_ID.eq(user))
                .and(DEVICE_GRANTS.STATE.eq(DeviceGrant.State.APPROVED.text()))
                .execute();
    }

    /** The user's sessions that hold, the oldest first. */
    List<OwnSessions.Session> list(Tx tx, UUID user, UUID current, Instant now) {
        return tx.sql()
                .selectFrom(SESSIONS)
                .where(SESSIONS.USER_ID.eq(user))
                .and(SESSIONS.EXPIRES_AT.gt(now))
                .orderBy(SESSIONS.ID)
                .fetch(row -> new OwnSessions.Session(
                        row.getId(),
                        row.getCreatedAt(),
                        row.getLastUsedAt(),
                        row.getExpiresAt(),
                        row.getAddress(),
                        row.getUserAgent(),
                        row.getId().equals(current)));
    }

    private static Found found(Record first, Result<? extends Record> rows) {
        List<Membership> memberships = rows.stream()
                .filter(row -> row.get(ORGANIZATIONS.ID) != null)
                .map(SessionStore::membership)
                .toList();
        Identity.User user = new Identity.User(
                first.get(USERS.ID),
                first.get(USERS.EMAIL),
                first.get(USERS.INSTANCE_ADMIN),
                first.get(SESSIONS.ID),
                memberships);
        return new Found(user, first.get(SESSIONS.LAST_USED_AT));
    }

    private static Membership membership(Record row) {
        Organization org = new Organization(
                row.get(ORGANIZATIONS.ID), row.get(ORGANIZATIONS.NAME), row.get(ORGANIZATIONS.CREATED_AT));
        return new Membership(org, Role.valueOf(row.get(MEMBERSHIPS.ROLE).toUpperCase(Locale.ROOT)));
    }
}

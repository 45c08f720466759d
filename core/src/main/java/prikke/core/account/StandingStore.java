package prikke.core.account;

import static prikke.core.db.schema.Tables.API_KEYS;
import static prikke.core.db.schema.Tables.MEMBERSHIPS;
import static prikke.core.db.schema.Tables.ORGANIZATIONS;
import static prikke.core.db.schema.Tables.SESSIONS;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import prikke.core.account.Credential.ByKey;
import prikke.core.account.Credential.BySession;
import prikke.core.db.Tx;

/** Looks credentials up by what they are, many at once; the conditions are those by which they let somebody in. */
final class StandingStore {

    /** Those of the keys that hold. */
    Set<ByKey> keys(Tx tx, Collection<UUID> keys, Instant now) {
        return tx.sql().select(API_KEYS.ID).from(API_KEYS)
                .join(ORGANIZATIONS).on(ORGANIZATIONS.ID.eq(API_KEYS.ORG_ID))
                .where(tx.dialect().among(API_KEYS.ID, keys))
                .and(ORGANIZATIONS.DELETED_AT.isNull())
                .and(API_KEYS.REVOKED_AT.isNull())
                .and(API_KEYS.EXPIRES_AT.isNull().or(API_KEYS.EXPIRES_AT.gt(now)))
                .fetchSet(r -> new ByKey(r.value1()));
    }

    /** Those of the sessions that hold, each in the organizations that its user is a member of. */
    Set<BySession> sessions(Tx tx, Collection<BySession> sessions, Instant now) {
        return tx.sql().select(SESSIONS.ID, SESSIONS.USER_ID, MEMBERSHIPS.ORG_ID).from(SESSIONS)
                .join(MEMBERSHIPS).on(MEMBERSHIPS.USER_ID.eq(SESSIONS.USER_ID))
                .join(ORGANIZATIONS).on(ORGANIZATIONS.ID.eq(MEMBERSHIPS.ORG_ID))
                .where(tx.dialect().among(SESSIONS.ID, sessions.stream().map(BySession::session).distinct().toList()))
                .and(SESSIONS.EXPIRES_AT.gt(now))
                .and(ORGANIZATIONS.DELETED_AT.isNull())
                .fetchSet(r -> new BySession(r.value1(), r.value2(), r.value3()));
    }
}

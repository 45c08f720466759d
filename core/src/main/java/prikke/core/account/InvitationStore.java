package prikke.core.account;

import static prikke.core.db.schema.Tables.INVITATIONS;
import static prikke.core.db.schema.Tables.USERS;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import prikke.core.db.Tx;

/** The table {@code invitations}. One that is taken, taken back or void is deleted. */
final class InvitationStore {

    void insert(Tx tx, Invitation invitation, UUID invitedBy, String tokenHash) {
        tx.sql()
                .insertInto(INVITATIONS)
                .set(INVITATIONS.ID, invitation.id())
                .set(INVITATIONS.ORG_ID, invitation.org())
                .set(INVITATIONS.EMAIL, invitation.email())
                .set(INVITATIONS.ROLE, invitation.role().text())
                .set(INVITATIONS.TOKEN_HASH, tokenHash)
                .set(INVITATIONS.INVITED_BY, invitedBy)
                .set(INVITATIONS.CREATED_AT, invitation.createdAt())
                .set(INVITATIONS.EXPIRES_AT, invitation.expiresAt())
                .execute();
    }

    /** Those of an organization that may still be taken, the oldest first. */
    List<Invitation> list(Tx tx, UUID org, Instant now) {
        return select(tx, INVITATIONS.ORG_ID.eq(org), now).orderBy(INVITATIONS.ID).fetch(InvitationStore::invitation);
    }

    Optional<Invitation> find(Tx tx, UUID id, Instant now) {
        return select(tx, INVITATIONS.ID.eq(id), now).fetchOptional(InvitationStore::invitation);
    }

    /** By the token that was answered when it was made, or by the one in its mail. */
    Optional<Invitation> find(Tx tx, String tokenHash, Instant now) {
        Condition which = INVITATIONS.TOKEN_HASH.eq(tokenHash).or(INVITATIONS.MAIL_HASH.eq(tokenHash));
        return select(tx, which, now).fetchOptional(InvitationStore::invitation);
    }

    /** Whether that is the token in the invitation's mail, and not the one that was answered when it was made. */
    boolean isMailed(Tx tx, UUID id, String tokenHash) {
        return tx.sql().fetchExists(INVITATIONS, INVITATIONS.ID.eq(id).and(INVITATIONS.MAIL_HASH.eq(tokenHash)));
    }

    void setMailHash(Tx tx, UUID id, String tokenHash) {
        tx.sql().update(INVITATIONS).set(INVITATIONS.MAIL_HASH, tokenHash).where(INVITATIONS.ID.eq(id)).execute();
    }

    /** Whether there was such a one. */
    boolean delete(Tx tx, UUID org, UUID id) {
        return delete(tx, org, INVITATIONS.ID.eq(id)) > 0;
    }

    void deleteFor(Tx tx, UUID org, String email) {
        delete(tx, org, INVITATIONS.EMAIL.eq(email));
    }

    void deleteOf(Tx tx, UUID org, UUID invitedBy) {
        delete(tx, org, INVITATIONS.INVITED_BY.eq(invitedBy));
    }

    /** Those that would make somebody more than the given role. */
    void deleteAbove(Tx tx, UUID org, UUID invitedBy, Role most) {
        List<String> above = Arrays.stream(Role.values()).filter(role -> !most.covers(role)).map(Role::text).toList();
        delete(tx, org, INVITATIONS.INVITED_BY.eq(invitedBy).and(INVITATIONS.ROLE.in(above)));
    }

    void deleteAll(Tx tx, UUID org) {
        delete(tx, org, INVITATIONS.ID.isNotNull());
    }

    private static int delete(Tx tx, UUID org, Condition which) {
        return tx.sql().deleteFrom(INVITATIONS).where(INVITATIONS.ORG_ID.eq(org)).and(which).execute();
    }

    /** Up to so many that are void; how many there were. */
    int deleteVoid(Tx tx, Instant now, int most) {
        List<UUID> ids = tx.sql().select(INVITATIONS.ID).from(INVITATIONS).where(INVITATIONS.EXPIRES_AT.le(now)).limit(most).fetch(INVITATIONS.ID);
        return ids.isEmpty() ? 0 : tx.sql().deleteFrom(INVITATIONS).where(INVITATIONS.ID.in(ids)).execute();
    }

    private static SelectConditionStep<? extends Record> select(Tx tx, Condition which, Instant now) {
        return tx.sql()
                .select(INVITATIONS.fields())
                .select(USERS.EMAIL)
                .from(INVITATIONS)
                .join(USERS)
                .on(USERS.ID.eq(INVITATIONS.INVITED_BY))
                .where(which)
                .and(INVITATIONS.EXPIRES_AT.gt(now));
    }

    private static Invitation invitation(Record row) {
        return new Invitation(
                row.get(INVITATIONS.ID),
                row.get(INVITATIONS.ORG_ID),
                row.get(INVITATIONS.EMAIL),
                Role.named(row.get(INVITATIONS.ROLE)).orElseThrow(),
                row.get(USERS.EMAIL),
                row.get(INVITATIONS.CREATED_AT),
                row.get(INVITATIONS.EXPIRES_AT));
    }
}

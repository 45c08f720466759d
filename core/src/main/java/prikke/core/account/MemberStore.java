package prikke.core.account;

import static prikke.core.db.schema.Tables.MEMBERSHIPS;
import static prikke.core.db.schema.Tables.USERS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record4;
import org.jooq.SelectConditionStep;
import prikke.core.db.Tx;

/** The table {@code memberships}. */
final class MemberStore {

    void insert(Tx tx, UUID org, UUID user, Role role, Instant now) {
        tx.sql()
                .insertInto(MEMBERSHIPS)
                .set(MEMBERSHIPS.ORG_ID, org)
                .set(MEMBERSHIPS.USER_ID, user)
                .set(MEMBERSHIPS.ROLE, role.text())
                .set(MEMBERSHIPS.CREATED_AT, now)
                .execute();
    }

    /** The organizations that a user belongs to. */
    List<UUID> organizations(Tx tx, UUID user) {
        return tx.sql().select(MEMBERSHIPS.ORG_ID).from(MEMBERSHIPS).where(MEMBERSHIPS.USER_ID.eq(user)).fetch(MEMBERSHIPS.ORG_ID);
    }

    /** The members of an organization, in the order their accounts were made in. */
    List<Member> list(Tx tx, UUID org) {
        return select(tx, org, USERS.ID.isNotNull()).orderBy(USERS.ID).fetch(MemberStore::member);
    }

    Optional<Member> find(Tx tx, UUID org, UUID user) {
        return select(tx, org, USERS.ID.eq(user)).fetchOptional(MemberStore::member);
    }

    Optional<Member> find(Tx tx, UUID org, String email) {
        return select(tx, org, USERS.EMAIL.eq(email)).fetchOptional(MemberStore::member);
    }

    int owners(Tx tx, UUID org) {
        return tx.sql().fetchCount(MEMBERSHIPS, MEMBERSHIPS.ORG_ID.eq(org).and(MEMBERSHIPS.ROLE.eq(Role.OWNER.text())));
    }

    void setRole(Tx tx, UUID org, UUID user, Role role) {
        tx.sql().update(MEMBERSHIPS).set(MEMBERSHIPS.ROLE, role.text()).where(of(org, user)).execute();
    }

    void delete(Tx tx, UUID org, UUID user) {
        tx.sql().deleteFrom(MEMBERSHIPS).where(of(org, user)).execute();
    }

    void deleteAll(Tx tx, UUID org) {
        tx.sql().deleteFrom(MEMBERSHIPS).where(MEMBERSHIPS.ORG_ID.eq(org)).execute();
    }

    private static Condition of(UUID org, UUID user) {
        return MEMBERSHIPS.ORG_ID.eq(org).and(MEMBERSHIPS.USER_ID.eq(user));
    }

    private static SelectConditionStep<Record4<UUID, String, String, Instant>> select(Tx tx, UUID org, Condition which) {
        return tx.sql().select(USERS.ID, USERS.EMAIL, MEMBERSHIPS.ROLE, MEMBERSHIPS.CREATED_AT)
                .from(MEMBERSHIPS)
                .join(USERS)
                .on(USERS.ID.eq(MEMBERSHIPS.USER_ID))
                .where(MEMBERSHIPS.ORG_ID.eq(org))
                .and(which);
    }

    private static Member member(Record4<UUID, String, String, Instant> row) {
        return new Member(row.value1(), row.value2(), Role.named(row.value3()).orElseThrow(), row.value4());
    }
}

package prikke.core.account;

import static prikke.core.db.schema.Tables.MEMBERSHIPS;
import static prikke.core.db.schema.Tables.ORGANIZATIONS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import prikke.core.db.Tx;

/** The tables {@code organizations} and {@code memberships}. */
final class OrganizationStore {

    void insert(Tx tx, Organization org) {
        tx.sql()
                .insertInto(ORGANIZATIONS)
                .set(ORGANIZATIONS.ID, org.id())
                .set(ORGANIZATIONS.NAME, org.name())
                .set(ORGANIZATIONS.CREATED_AT, org.createdAt())
                .execute();
    }

    void insertMember(Tx tx, UUID org, UUID user, Role role, Instant now) {
        tx.sql()
                .insertInto(MEMBERSHIPS)
                .set(MEMBERSHIPS.ORG_ID, org)
                .set(MEMBERSHIPS.USER_ID, user)
                .set(MEMBERSHIPS.ROLE, role.text())
                .set(MEMBERSHIPS.CREATED_AT, now)
                .execute();
    }

    /** The organizations that a user belongs to. */
    List<UUID> of(Tx tx, UUID user) {
        return tx.sql().select(MEMBERSHIPS.ORG_ID).from(MEMBERSHIPS).where(MEMBERSHIPS.USER_ID.eq(user)).fetch(MEMBERSHIPS.ORG_ID);
    }

    Optional<Organization> find(Tx tx, UUID id) {
        return tx.sql()
                .select(ORGANIZATIONS.ID, ORGANIZATIONS.NAME, ORGANIZATIONS.CREATED_AT)
                .from(ORGANIZATIONS)
                .where(ORGANIZATIONS.ID.eq(id))
                .fetchOptional(row -> new Organization(row.value1(), row.value2(), row.value3()));
    }
}

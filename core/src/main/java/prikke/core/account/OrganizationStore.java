package prikke.core.account;

import static prikke.core.db.schema.Tables.API_KEYS;
import static prikke.core.db.schema.Tables.ORGANIZATIONS;
import static prikke.core.db.schema.Tables.WEBHOOK_SECRETS;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record3;
import org.jooq.SelectConditionStep;
import prikke.core.db.Tx;

/** The table {@code organizations}. One that is deleted stays in it until all that was its is gone, and is found by nobody. */
final class OrganizationStore {

    void insert(Tx tx, Organization org) {
        tx.sql()
                .insertInto(ORGANIZATIONS)
                .set(ORGANIZATIONS.ID, org.id())
                .set(ORGANIZATIONS.NAME, org.name())
                .set(ORGANIZATIONS.CREATED_AT, org.createdAt())
                .execute();
    }

    /** One that is not deleted. */
    Optional<Organization> find(Tx tx, UUID id) {
        return select(tx, id).fetchOptional(OrganizationStore::organization);
    }

    /** The same, locked: whoever changes who belongs to it, or whether it is there, comes one after the other. */
    Optional<Organization> lock(Tx tx, UUID id) {
        return select(tx, id).forUpdate().fetchOptional(OrganizationStore::organization);
    }

    private static SelectConditionStep<Record3<UUID, String, Instant>> select(Tx tx, UUID id) {
        return tx.sql()
                .select(ORGANIZATIONS.ID, ORGANIZATIONS.NAME, ORGANIZATIONS.CREATED_AT)
                .from(ORGANIZATIONS)
                .where(ORGANIZATIONS.ID.eq(id))
                .and(ORGANIZATIONS.DELETED_AT.isNull());
    }

    private static Organization organization(Record3<UUID, String, Instant> row) {
        return new Organization(row.value1(), row.value2(), row.value3());
    }

    void rename(Tx tx, UUID id, String name) {
        tx.sql().update(ORGANIZATIONS).set(ORGANIZATIONS.NAME, name).where(ORGANIZATIONS.ID.eq(id)).execute();
    }

    void close(Tx tx, UUID id, Instant now) {
        tx.sql().update(ORGANIZATIONS).set(ORGANIZATIONS.DELETED_AT, now).where(ORGANIZATIONS.ID.eq(id)).execute();
    }

    /** Those that are deleted and not gone yet, and since when. */
    Map<UUID, Instant> closed(Tx tx) {
        return tx.sql()
                .select(ORGANIZATIONS.ID, ORGANIZATIONS.DELETED_AT)
                .from(ORGANIZATIONS)
                .where(ORGANIZATIONS.DELETED_AT.isNotNull())
                .orderBy(ORGANIZATIONS.ID)
                .fetchMap(ORGANIZATIONS.ID, ORGANIZATIONS.DELETED_AT);
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(WEBHOOK_SECRETS).where(WEBHOOK_SECRETS.ORG_ID.eq(id)).execute();
        tx.sql().deleteFrom(API_KEYS).where(API_KEYS.ORG_ID.eq(id)).execute();
        tx.sql().deleteFrom(ORGANIZATIONS).where(ORGANIZATIONS.ID.eq(id)).execute();
    }
}

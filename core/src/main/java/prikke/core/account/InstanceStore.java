package prikke.core.account;

import static prikke.core.db.schema.Tables.MEMBERSHIPS;
import static prikke.core.db.schema.Tables.ORGANIZATIONS;
import static prikke.core.db.schema.Tables.USERS;

import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;

/** Lists users and organizations across the whole instance. */
final class InstanceStore {

    List<Instance.Account> users(Tx tx, @Nullable UUID before, int limit) {
        Field<Integer> organizations = DSL.field(DSL.selectCount()
                .from(MEMBERSHIPS)
                .join(ORGANIZATIONS).on(ORGANIZATIONS.ID.eq(MEMBERSHIPS.ORG_ID))
                .where(MEMBERSHIPS.USER_ID.eq(USERS.ID))
                .and(ORGANIZATIONS.DELETED_AT.isNull()));
        return tx.sql()
                .select(USERS.ID, USERS.EMAIL, USERS.INSTANCE_ADMIN, USERS.CREATED_AT, organizations)
                .from(USERS)
                .where(before == null ? DSL.noCondition() : USERS.ID.lt(before))
                .orderBy(USERS.ID.desc())
                .limit(limit)
                .fetch(row -> new Instance.Account(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
    }

    List<Instance.Tenant> organizations(Tx tx, @Nullable UUID before, int limit) {
        Field<Integer> members =
                DSL.field(DSL.selectCount().from(MEMBERSHIPS).where(MEMBERSHIPS.ORG_ID.eq(ORGANIZATIONS.ID)));
        return tx.sql()
                .select(ORGANIZATIONS.ID, ORGANIZATIONS.NAME, ORGANIZATIONS.CREATED_AT, members)
                .from(ORGANIZATIONS)
                .where(before == null ? DSL.noCondition() : ORGANIZATIONS.ID.lt(before))
                .and(ORGANIZATIONS.DELETED_AT.isNull())
                .orderBy(ORGANIZATIONS.ID.desc())
                .limit(limit)
                .fetch(row -> new Instance.Tenant(row.value1(), row.value2(), row.value3(), row.value4()));
    }
}

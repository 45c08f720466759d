package prikke.core.account;

import static prikke.core.db.schema.Tables.ORGANIZATIONS;

import java.time.Instant;
import java.util.UUID;
import prikke.core.audit.Actor;
import prikke.core.db.Database;

/** An organization without the ceremony of a registration, and callers who act in it. */
public record TestOrganization(UUID id) {

    /** Adds one. */
    public static TestOrganization in(Database database) {
        UUID id = UUID.randomUUID();
        database.run(tx -> tx.sql()
                .insertInto(ORGANIZATIONS)
                .set(ORGANIZATIONS.ID, id)
                .set(ORGANIZATIONS.NAME, "Test")
                .set(ORGANIZATIONS.CREATED_AT, Instant.EPOCH)
                .execute());
        return new TestOrganization(id);
    }

    /** An owner with an account, as it takes where membership itself is at stake. */
    public Caller owner(Database database) {
        UUID user = UUID.randomUUID();
        String email = user + "@example.com";
        database.run(tx -> {
            new UserStore().insert(tx, user, email, "none", false, Instant.EPOCH);
            new MemberStore().insert(tx, id, user, Role.OWNER, Instant.EPOCH);
        });
        return new Caller(new Actor(user, null, email, "192.0.2.7", "test"), id, Role.OWNER);
    }

    /** A member who may do anything with jobs and executions. */
    public Caller member() {
        return as(Role.MEMBER);
    }

    public Caller as(Role role) {
        return new Caller(new Actor(UUID.randomUUID(), null, "ann@example.com", "192.0.2.7", "test"), id, role);
    }
}

package prikke.core.account;

import static prikke.core.db.schema.Tables.FOUNDER;
import static prikke.core.db.schema.Tables.USERS;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;

/** The tables {@code users} and {@code founder}. E-mail addresses come in their normal form. */
final class UserStore {
    private static final short THE_ONE = 1;

    /** What signing in needs of a user. */
    record Credentials(UUID id, @Nullable String passwordHash) {}

    void insert(Tx tx, UUID id, String email, String passwordHash, boolean instanceAdmin, Instant now) {
        tx.sql()
                .insertInto(USERS)
                .set(USERS.ID, id)
                .set(USERS.EMAIL, email)
                .set(USERS.PASSWORD_HASH, passwordHash)
                .set(USERS.INSTANCE_ADMIN, instanceAdmin)
                .set(USERS.CREATED_AT, now)
                .execute();
    }

    /** Marks the instance's first user; a second one conflicts. */
    void insertFounder(Tx tx, UUID user) {
        tx.sql()
                .insertInto(FOUNDER)
                .set(FOUNDER.ID, THE_ONE)
                .set(FOUNDER.USER_ID, user)
                .execute();
    }

    boolean anyone(Tx tx) {
        return tx.sql().fetchExists(USERS);
    }

    boolean exists(Tx tx, String email) {
        return tx.sql().fetchExists(USERS, USERS.EMAIL.eq(email));
    }

    Optional<Credentials> credentials(Tx tx, String email) {
        return tx.sql()
                .select(USERS.ID, USERS.PASSWORD_HASH)
                .from(USERS)
                .where(USERS.EMAIL.eq(email))
                .fetchOptional(row -> new Credentials(row.value1(), row.value2()));
    }

    Optional<String> email(Tx tx, UUID id) {
        return tx.sql().select(USERS.EMAIL).from(USERS).where(USERS.ID.eq(id)).fetchOptional(USERS.EMAIL);
    }

    /**
     * Has whoever else locks this user, or changes anything of them, wait. By a change of nothing: {@code FOR UPDATE} would hold up rows
     * that merely refer to the user, too.
     */
    void lock(Tx tx, UUID id) {
        tx.sql().update(USERS).set(USERS.INSTANCE_ADMIN, USERS.INSTANCE_ADMIN).where(USERS.ID.eq(id)).execute();
    }

    void setPassword(Tx tx, UUID id, String passwordHash) {
        tx.sql().update(USERS).set(USERS.PASSWORD_HASH, passwordHash).where(USERS.ID.eq(id)).execute();
    }

    /** An address that another account has conflicts. */
    void setEmail(Tx tx, UUID id, String email) {
        tx.sql().update(USERS).set(USERS.EMAIL, email).where(USERS.ID.eq(id)).execute();
    }
}

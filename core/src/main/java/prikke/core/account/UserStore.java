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

    /**
     * Whether the password is still the one of that hash; whoever would change it waits from then on. By a change of nothing: {@code FOR
     * UPDATE} would hold up rows that merely refer to the user, too.
     */
    boolean stillHas(Tx tx, UUID id, @Nullable String passwordHash) {
        return passwordHash != null
                && tx.sql()
                                .update(USERS)
                                .set(USERS.PASSWORD_HASH, passwordHash)
                                .where(USERS.ID.eq(id))
                                .and(USERS.PASSWORD_HASH.eq(passwordHash))
                                .execute()
                        > 0;
    }

    Optional<String> email(Tx tx, UUID id) {
        return tx.sql().select(USERS.EMAIL).from(USERS).where(USERS.ID.eq(id)).fetchOptional(USERS.EMAIL);
    }

    /** Notes that whoever has the account reads the mails to its address; false when that was known. */
    boolean prove(Tx tx, UUID id, Instant now) {
        return tx.sql()
                        .update(USERS)
                        .set(USERS.EMAIL_PROVED_AT, now)
                        .where(USERS.ID.eq(id))
                        .and(USERS.EMAIL_PROVED_AT.isNull())
                        .execute()
                > 0;
    }

    /** Whether the user has that address, and proved that it is theirs. */
    boolean hasProved(Tx tx, UUID id, String email) {
        return tx.sql()
                .fetchExists(USERS, USERS.ID.eq(id).and(USERS.EMAIL.eq(email)).and(USERS.EMAIL_PROVED_AT.isNotNull()));
    }

    /** The user gets in by a link in a mail only. */
    void deletePassword(Tx tx, UUID id) {
        tx.sql().update(USERS).setNull(USERS.PASSWORD_HASH).where(USERS.ID.eq(id)).execute();
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

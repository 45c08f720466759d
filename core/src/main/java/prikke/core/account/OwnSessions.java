package prikke.core.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.audit.Action;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;

/** Where users are signed in, as they themselves see it. */
public final class OwnSessions {
    /** How many a user has at the most: when another begins, the one that was longest unused ends. */
    public static final int MOST = Sessions.MOST;

    private static final int FORGOTTEN_AT_ONCE = 200;

    /**
     * A session that holds.
     *
     * @param address where it was opened from
     * @param userAgent the program that opened it, as it calls itself
     * @param current whether it is the one that asks
     */
    public record Session(
            UUID id,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            @Nullable String address,
            @Nullable String userAgent,
            boolean current) {}

    private final SessionStore store = new SessionStore();
    private final UserStore users = new UserStore();
    private final Database database;
    private final PersonalLog log;
    private final InstantSource clock;

    public OwnSessions(Database database, InstantSource clock) {
        this.database = database;
        this.log = new PersonalLog(clock);
        this.clock = clock;
    }

    /**
     * The user's sessions, the oldest first.
     *
     * @throws ProblemException forbidden for an API key
     */
    public List<Session> list(Identity identity) {
        Identity.User user = user(identity);
        return database.read(tx -> store.list(tx, user.id(), user.session(), clock.instant()));
    }

    /**
     * Ends a session of the user's. What a program was let in for, and has not come for yet, ends with it: who knows which session
     * approved it.
     *
     * @throws ProblemException forbidden for an API key; not found
     */
    public void end(Identity identity, UUID id, Client client) {
        Identity.User user = user(identity);
        boolean ended = database.write(tx -> {
            users.lock(tx, user.id());
            if (!store.delete(tx, user.id(), id)) return false;
            log.record(tx, user.from(client), Action.SESSION_REVOKE, new Subject("session", id, null), Changes.none());
            return true;
        });
        if (!ended) throw ProblemException.notFound("session " + id);
    }

    /**
     * Ends all sessions of the user's but the one that asks, those included that programs were let in for and have not come for yet.
     *
     * @throws ProblemException forbidden for an API key
     */
    public void endOthers(Identity identity, Client client) {
        Identity.User user = user(identity);
        Subject all = new Subject("session", null, "all but " + user.session());
        database.run(tx -> {
            users.lock(tx, user.id());
            if (store.deleteOthers(tx, user.id(), user.session()) == 0) return;
            log.record(tx, user.from(client), Action.SESSION_REVOKE, all, Changes.none());
        });
    }

    /**
     * Forgets some of those that have expired.
     *
     * @return whether there may be more
     */
    public boolean forgetExpired(Instant now) {
        return database.write(tx -> store.deleteExpired(tx, now, FORGOTTEN_AT_ONCE)) == FORGOTTEN_AT_ONCE;
    }

    static Identity.User user(Identity identity) {
        if (identity instanceof Identity.User user) return user;
        throw ProblemException.of(
                ProblemException.Kind.FORBIDDEN,
                "forbidden",
                "An API key is no user: it has neither sessions nor a password. Sign in as a user.");
    }
}

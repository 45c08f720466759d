package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import prikke.core.Uuid7;
import prikke.core.audit.Action;
import prikke.core.audit.Actor;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Tx;

/** Opens sessions. A session ends a while after its last use, or where its user opens very many others. */
final class Sessions {
    /** How long a session holds without being used. */
    static final Duration LIFE = Duration.ofDays(30);

    /** So many hold for one user at a time: a program that signs in for each of its runs, and never out, is not to fill the table. */
    static final int MOST = 50;

    private static final int ENDED_AT_ONCE = 200;

    private final SessionStore store = new SessionStore();
    private final SecureRandom random = new SecureRandom();
    private final PersonalLog log;
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.log = new PersonalLog(clock);
        this.clock = clock;
    }

    /**
     * Opens a session for somebody who has just proved who they are, and records it.
     *
     * @param by how they did, in a word
     */
    UserToken start(Tx tx, UUID user, String email, Client client, String by) {
        Actor actor = new Actor(user, null, email, client.address(), client.userAgent());
        log.record(tx, actor, Action.SESSION_START, new Subject("user", user, email), Changes.of("by", null, by));
        return open(tx, user, client);
    }

    /** Opens a session; its token is known to nobody else. Where the user has too many by then, those go that were not used for the longest. */
    UserToken open(Tx tx, UUID user, Client client) {
        UserToken token = UserToken.random(random);
        Instant now = clock.instant();
        store.deleteBeyond(tx, user, MOST - 1, ENDED_AT_ONCE);
        store.insert(tx, Uuid7.random(now), user, token.hash(), client, now, now.plus(LIFE));
        return token;
    }
}

package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import prikke.core.Uuid7;
import prikke.core.db.Tx;

/** Opens sessions. A session ends a while after its last use. */
final class Sessions {
    /** How long a session holds without being used. */
    static final Duration LIFE = Duration.ofDays(30);

    private final SessionStore store = new SessionStore();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Opens a session; its token is known to nobody else. */
    UserToken open(Tx tx, UUID user, Client client) {
        UserToken token = UserToken.random(random);
        Instant now = clock.instant();
        store.insert(tx, Uuid7.random(now), user, token.hash(), client, now, now.plus(LIFE));
        return token;
    }
}

package prikke.core.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.db.Database;

/**
 * Tells who a token belongs to, with one indexed query, or for an API key in steady use none; and at most once a minute notes that it
 * was used. Sessions are asked for each time: what is signed out is out at once, on every node.
 */
public final class Authentication {
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final KeyStore keys = new KeyStore();
    private final SessionStore sessions = new SessionStore();
    private final RecentKeys recent;
    private final Database database;
    private final InstantSource clock;

    public Authentication(Database database, InstantSource clock) {
        this(database, clock, System::nanoTime);
    }

    /** @param nanoTime what the age of what is remembered is measured by */
    Authentication(Database database, InstantSource clock, LongSupplier nanoTime) {
        this.recent = new RecentKeys(nanoTime);
        this.database = database;
        this.clock = clock;
    }

    /**
     * Who a token belongs to.
     *
     * @param token an API key or a user token
     * @throws ProblemException unauthorized, and not why, when it is nobody's, revoked or expired
     */
    public Identity identify(String token) {
        return token.startsWith(UserToken.PREFIX) ? user(token) : key(token);
    }

    /** A refusal for want of credentials that hold. */
    public static ProblemException unauthorized(String message) {
        return ProblemException.of(ProblemException.Kind.UNAUTHORIZED, "unauthorized", message);
    }

    static ProblemException ended() {
        return unauthorized("This session has ended, or never was one. Sign in again.");
    }

    /** {@link #identify} of a token that is known to be a user's. */
    Identity.User user(String text) {
        Instant now = clock.instant();
        SessionStore.Found found = UserToken.parse(text)
                .flatMap(token -> database.read(tx -> sessions.find(tx, token.hash(), now)))
                .orElseThrow(Authentication::ended);
        if (isStale(found.lastUsedAt(), now)) {
            UUID session = found.user().session();
            database.run(tx -> sessions.touch(tx, session, now, now.plus(Sessions.LIFE)));
        }
        return found.user();
    }

    private Identity.Key key(String text) {
        Instant now = clock.instant();
        KeyToken token = KeyToken.parse(text).orElseThrow(Authentication::wrongKey);
        KeyStore.Found found = recent.get(token.publicId(), () -> database.read(tx -> keys.find(tx, token.publicId(), now)))
                .filter(known -> Sha256.same(known.secretHash(), token.secretHash()))
                .filter(known -> known.key().expiresAt() == null || known.key().expiresAt().isAfter(now))
                .orElseThrow(Authentication::wrongKey);
        // One of those who come at once with the same key notes it; the others would but wait for each other.
        if (isStale(found.key().lastUsedAt(), now) && recent.use(found, now, NOTED_EVERY)) {
            database.run(tx -> keys.touch(tx, found.key().id(), now));
        }
        return new Identity.Key(found.key());
    }

    /** Forgets the API keys that it remembers, since one of them may have been revoked. */
    public void forgetKeys() {
        recent.forget();
    }

    private static boolean isStale(@Nullable Instant noted, Instant now) {
        return noted == null || noted.plus(NOTED_EVERY).isBefore(now);
    }

    static ProblemException wrongKey() {
        return unauthorized(
                "This API key does not hold: it is mistyped, revoked or expired. Create one with: prikke keys create");
    }
}

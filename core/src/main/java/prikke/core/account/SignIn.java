package prikke.core.account;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.audit.Action;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;

/** Signing in and out. Neither the answer nor its time tells whether an address has an account. */
public final class SignIn {
    private final UserStore users = new UserStore();
    private final SessionStore store = new SessionStore();
    private final Database database;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Authentication authentication;
    private final Sessions sessions;
    private final PersonalLog log;
    private final InstantSource clock;

    public SignIn(
            Database database,
            Passwords passwords,
            Throttle throttle,
            Authentication authentication,
            InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.throttle = throttle;
        this.authentication = authentication;
        this.sessions = new Sessions(clock);
        this.log = new PersonalLog(clock);
        this.clock = clock;
    }

    /**
     * Signs in with a password.
     *
     * @throws ProblemException invalid when a field is missing; wrong_credentials (unauthorized);
     *     too_many_attempts
     */
    public SignedIn withPassword(@Nullable String email, @Nullable String password, Client client) {
        Faults faults = new Faults();
        String address = AccountRules.normalEmail(AccountRules.given(email, "email", faults));
        String given = AccountRules.given(password, "password", faults);
        faults.throwIfAny();
        throttle.attempt(address, client.address());
        if (!AccountRules.couldBePassword(given)) throw wrong();
        Optional<UserStore.Credentials> user = database.read(tx -> users.credentials(tx, address));
        boolean right = passwords.verify(
                given, user.map(UserStore.Credentials::passwordHash).orElse(null));
        UserStore.Credentials proved = user.filter(credentials -> right).orElseThrow(SignIn::wrong);
        throttle.succeeded(address, client.address());
        return open(proved, address, client);
    }

    /**
     * Ends the session.
     *
     * @throws ProblemException forbidden for an API key, which has none
     */
    public void out(Identity identity, Client client) {
        if (!(identity instanceof Identity.User user)) {
            throw ProblemException.of(
                    ProblemException.Kind.FORBIDDEN,
                    "forbidden",
                    "An API key has no session to sign out of. To end it, revoke it: prikke keys revoke");
        }
        database.run(tx -> {
            store.delete(tx, user.session());
            log.record(tx, user.from(client), Action.SESSION_END, new Subject("session", user.session(), null), Changes.none());
        });
    }

    private SignedIn open(UserStore.Credentials credentials, String email, Client client) {
        UserToken token = database.write(tx -> {
            // Comparing takes a while, in which the password may have ceased to hold and all sessions ended.
            if (!users.stillHas(tx, credentials.id(), credentials.passwordHash())) throw wrong();
            return sessions.start(tx, credentials.id(), email, client, "password");
        });
        return new SignedIn(token.text(), clock.instant().plus(Sessions.LIFE), authentication.user(token.text()));
    }

    private static ProblemException wrong() {
        return ProblemException.of(
                ProblemException.Kind.UNAUTHORIZED,
                "wrong_credentials",
                "The e-mail address or the password is wrong.");
    }
}

package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.PublicUrl;
import prikke.core.audit.Action;
import prikke.core.audit.Actor;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.mail.Mail;
import prikke.core.mail.Order;
import prikke.core.mail.Outbox;

/** Setting a new password by a link that is mailed. Asking for one does not tell whether an address has an account. */
public final class PasswordResets {
    static final Duration LIFE = Duration.ofMinutes(30);

    private final UserStore users = new UserStore();
    private final SessionStore sessions = new SessionStore();
    private final MailTokenStore tokens = new MailTokenStore();
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Outbox outbox;
    private final AccountMails mails;
    private final Throttle throttle;
    private final PersonalLog log;
    private final Passwords passwords;
    private final InstantSource clock;

    public PasswordResets(Database database, Outbox outbox, PublicUrl url, Throttle throttle, Passwords passwords, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.mails = new AccountMails(url);
        this.throttle = throttle;
        this.log = new PersonalLog(clock);
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Has a link mailed to whoever has this address, if anyone does.
     *
     * @throws ProblemException mail_off (conflict); invalid for what is no address; too_many_attempts; too_many_mails
     */
    public void request(@Nullable String email, Client client) {
        outbox.requireOpen();
        String address = AccountRules.knownEmail(email);
        throttle.attempt(MagicLinks.MAILING + address, client.address());
        Order order = new Order(MailToken.Kind.PASSWORD_RESET.text(), address, null).within(LIFE);
        database.run(tx -> outbox.ask(tx, order));
    }

    /**
     * Sets the password by the token of a link, uses it up, and ends all of the user's sessions.
     *
     * @throws ProblemException invalid for a password that won't do; link_expired (unauthorized)
     */
    public void confirm(@Nullable String token, @Nullable String password, Client client) {
        Faults faults = new Faults();
        MailToken given = MailToken.given(token, faults);
        String checked = AccountRules.newPassword(password, faults);
        faults.throwIfAny();
        Instant now = clock.instant();
        // Hashing is dear: only who has a link may have it done.
        if (database.read(tx -> tokens.find(tx, given, MailToken.Kind.PASSWORD_RESET, now)).isEmpty()) throw MagicLinks.expired();
        String hash = passwords.hash(checked);
        database.run(tx -> {
            MailTokenStore.Found found =
                    tokens.take(tx, given, MailToken.Kind.PASSWORD_RESET, now).orElseThrow(MagicLinks::expired);
            users.prove(tx, found.user(), now);
            users.setPassword(tx, found.user(), hash);
            sessions.deleteAll(tx, found.user());
            outbox.withdraw(tx, MailToken.Kind.EMAIL_CHANGE.text(), found.user().toString());
            tokens.deleteAll(tx, found.user());
            outbox.send(tx, mails.passwordChanged(found.email()));
            Actor owner = new Actor(found.user(), null, found.email(), client.address(), client.userAgent());
            log.record(tx, owner, Action.USER_PASSWORD, new Subject("user", found.user(), found.email()), Changes.of("by", null, "link"));
        });
    }

    /** Writes the mail, as its {@link prikke.core.mail.Author}. */
    Optional<Mail> write(Tx tx, String email) {
        Instant now = clock.instant();
        return users.credentials(tx, email).map(user -> {
            MailToken token = MailToken.random(random);
            tokens.insert(tx, token, MailToken.Kind.PASSWORD_RESET, user.id(), email, now, now.plus(LIFE));
            return mails.reset(email, token);
        });
    }
}

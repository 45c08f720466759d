package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

/**
 * What users change of their own accounts: password and e-mail address. Both take the password that holds, so that a session which
 * fell into other hands does not become theirs for good.
 */
public final class OwnAccount {
    static final Duration LIFE = Duration.ofDays(1);

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

    public OwnAccount(Database database, Outbox outbox, PublicUrl url, Throttle throttle, Passwords passwords, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.mails = new AccountMails(url);
        this.throttle = throttle;
        this.log = new PersonalLog(clock);
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * What is to change, unchecked.
     *
     * @param email the new address, or null to keep the one there is
     * @param password the new password, or null to keep the one there is
     * @param currentPassword the password that holds
     */
    public record Wanted(@Nullable String email, @Nullable String password, @Nullable String currentPassword) {
        /** The passwords stay out of logs. */
        @Override
        public String toString() {
            return "Wanted[" + email + "]";
        }
    }

    /**
     * Changes the password at once, which signs out all other sessions; has a mail sent to a new address, which holds once it is
     * confirmed.
     *
     * @return whether a new address waits to be confirmed
     * @throws ProblemException forbidden for an API key; invalid, with every fault; mail_off (conflict);
     *     too_many_attempts; too_many_mails
     */
    public boolean change(Identity identity, Wanted changes, Client client) {
        Identity.User user = OwnSessions.user(identity);
        Faults faults = new Faults();
        String email = changes.email() == null ? null : AccountRules.email(changes.email(), faults);
        String password = changes.password() == null ? null : AccountRules.newPassword(changes.password(), faults);
        if (email == null && password == null) faults.add("password", "required", "or email must be given: there is nothing to change");
        String current = AccountRules.given(changes.currentPassword(), "current_password", faults);
        faults.throwIfAny();
        String moving = user.email().equals(email) ? null : email;
        if (moving != null) outbox.requireOpen();
        String held = requirePassword(user, current, client);
        String hash = password == null ? null : passwords.hash(password);
        database.run(tx -> {
            // It may have ceased to hold meanwhile, and this session with it.
            if (!users.stillHas(tx, user.id(), held)) throw wrongPassword();
            if (hash != null) setPassword(tx, user, hash, client);
            if (moving != null) {
                outbox.ask(tx, new Order(MailToken.Kind.EMAIL_CHANGE.text(), moving, user.id().toString()).by(user.id()));
            }
        });
        return moving != null;
    }

    /**
     * Has the account go by the address that a token was mailed to, uses the token up, and tells the address there was before.
     *
     * @return the address that holds from now on
     * @throws ProblemException invalid without a token; link_expired (unauthorized); conflict where another account has that address by now
     */
    public String confirmEmail(@Nullable String token, Client client) {
        MailToken given = MailToken.given(token);
        try {
            return database.write(tx -> confirmEmail(tx, given, client));
        } catch (RuntimeException e) {
            if (!Database.isConflict(e)) throw e;
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT, "conflict", "Another account has this address by now. Choose another.");
        }
    }

    private String confirmEmail(Tx tx, MailToken token, Client client) {
        MailTokenStore.Found found =
                tokens.take(tx, token, MailToken.Kind.EMAIL_CHANGE, clock.instant()).orElseThrow(MagicLinks::expired);
        String before = users.email(tx, found.user()).orElseThrow(MagicLinks::expired);
        users.setEmail(tx, found.user(), found.email());
        users.prove(tx, found.user(), clock.instant());
        // What was mailed to the old address is no business of its reader's any more.
        voidMails(tx, found.user());
        outbox.send(tx, mails.addressChanged(before, found.email()));
        Actor owner = new Actor(found.user(), null, before, client.address(), client.userAgent());
        Subject account = new Subject("user", found.user(), found.email());
        log.record(tx, owner, Action.USER_EMAIL, account, Changes.of("email", before, found.email()));
        return found.email();
    }

    /** Writes the mail that asks for a confirmation, as its {@link prikke.core.mail.Author}. */
    Optional<Mail> write(Tx tx, String email, @Nullable String about) {
        Instant now = clock.instant();
        UUID user = UUID.fromString(String.valueOf(about));
        // An address that is taken gets no mail: who asked for it is not to learn that it is.
        if (users.exists(tx, email)) return Optional.empty();
        return users.email(tx, user).map(before -> {
            MailToken token = MailToken.random(random);
            tokens.insert(tx, token, MailToken.Kind.EMAIL_CHANGE, user, email, now, now.plus(LIFE));
            return mails.confirmAddress(email, before, token);
        });
    }

    /** The hash of the password, which holds. */
    private String requirePassword(Identity.User user, String given, Client client) {
        throttle.attempt(user.email(), client.address());
        String hash = database.read(tx -> users.credentials(tx, user.email()))
                .map(UserStore.Credentials::passwordHash)
                .orElse(null);
        boolean right = AccountRules.couldBePassword(given) && passwords.verify(given, hash);
        if (!right || hash == null) throw wrongPassword();
        throttle.succeeded(user.email(), client.address());
        return hash;
    }

    private static ProblemException wrongPassword() {
        String message = "is not the password that holds. Forgotten? Have it reset by mail";
        return ProblemException.invalid(List.of(new ProblemException.Fault("current_password", "wrong", message)));
    }

    /** Those too that are yet to be sent, or to be sent again: their tokens are made only then. */
    private void voidMails(Tx tx, UUID user) {
        outbox.withdraw(tx, MailToken.Kind.EMAIL_CHANGE.text(), user.toString());
        tokens.deleteAll(tx, user);
    }

    private void setPassword(Tx tx, Identity.User user, String hash, Client client) {
        users.setPassword(tx, user.id(), hash);
        sessions.deleteOthers(tx, user.id(), user.session());
        voidMails(tx, user.id());
        outbox.send(tx, mails.passwordChanged(user.email()));
        Subject account = new Subject("user", user.id(), user.email());
        log.record(tx, user.from(client), Action.USER_PASSWORD, account, Changes.of("by", null, "password"));
    }
}

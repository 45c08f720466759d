package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.PublicUrl;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.mail.Mail;
import prikke.core.mail.Order;
import prikke.core.mail.Outbox;

/**
 * Signing in by a link that is mailed. Asking for one takes the same steps whether the address has an account or not: whose it is
 * turns out only when the mail is written, and that is later and elsewhere.
 */
public final class MagicLinks {
    static final Duration LIFE = Duration.ofMinutes(15);

    /** Counted apart from passwords that are tried: who asks for a link too often may still sign in. */
    static final String MAILING = "mail ";

    private final UserStore users = new UserStore();
    private final MailTokenStore tokens = new MailTokenStore();
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Outbox outbox;
    private final AccountMails mails;
    private final AddressProof proof;
    private final Throttle throttle;
    private final Authentication authentication;
    private final Sessions sessions;
    private final InstantSource clock;

    public MagicLinks(Database database, Outbox outbox, PublicUrl url, Throttle throttle, Authentication authentication, InstantSource clock) {
        this.database = database;
        this.outbox = outbox;
        this.mails = new AccountMails(url);
        this.proof = new AddressProof(outbox, mails, clock);
        this.throttle = throttle;
        this.authentication = authentication;
        this.sessions = new Sessions(clock);
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
        throttle.attempt(MAILING + address, client.address());
        // As many as hold at a time: who gets no more of them has links that work.
        Order order = new Order(MailToken.Kind.MAGIC_LINK.text(), address, null).within(LIFE);
        database.run(tx -> outbox.ask(tx, order));
    }

    /**
     * Signs in by the token of a link, and uses it up.
     *
     * @throws ProblemException invalid without a token; link_expired (unauthorized) for one that is used, too old, or never was one
     */
    public SignedIn confirm(@Nullable String token, Client client) {
        Instant now = clock.instant();
        MailToken given = MailToken.given(token);
        UserToken session = database.write(tx -> tokens.take(tx, given, MailToken.Kind.MAGIC_LINK, now)
                        .map(found -> start(tx, found, client)))
                .orElseThrow(MagicLinks::expired);
        return new SignedIn(session.text(), now.plus(Sessions.LIFE), authentication.user(session.text()));
    }

    private UserToken start(Tx tx, MailTokenStore.Found found, Client client) {
        proof.byMail(tx, found, client);
        return sessions.start(tx, found.user(), found.email(), client, "link");
    }

    /** Writes the mail, as its {@link prikke.core.mail.Author}. */
    Optional<Mail> write(Tx tx, String email) {
        Instant now = clock.instant();
        return users.credentials(tx, email).map(user -> {
            MailToken token = MailToken.random(random);
            tokens.insert(tx, token, MailToken.Kind.MAGIC_LINK, user.id(), email, now, now.plus(LIFE));
            return mails.magicLink(email, token);
        });
    }

    static ProblemException expired() {
        return ProblemException.of(
                ProblemException.Kind.UNAUTHORIZED,
                "link_expired",
                "This link was used before, or is too old. Ask for another.");
    }
}

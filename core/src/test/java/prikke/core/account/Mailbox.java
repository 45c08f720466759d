package prikke.core.account;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import prikke.core.PublicUrl;
import prikke.core.mail.Mail;
import prikke.core.mail.Outbox;
import prikke.core.mail.Postman;

/** The use cases that send mail, and what arrives. */
final class Mailbox {
    private static final Pattern TOKEN = Pattern.compile("(?:token=|/invite/)((?:pi_)?[A-Za-z0-9_-]{43})\\s");

    final PublicUrl url = new PublicUrl(URI.create("https://prikke.example.com"));
    final MagicLinks links;
    final PasswordResets resets;
    final OwnAccount own;
    final OwnSessions sessions;
    final Invitations invitations;
    final Outbox outbox;
    private final List<Mail> mails = new ArrayList<>();
    private final Postman postman;
    private final Accounts accounts;

    Mailbox(Accounts accounts) {
        this(accounts, true);
    }

    Mailbox(Accounts accounts, boolean open) {
        this.accounts = accounts;
        Throttle throttle = new Throttle(accounts.ticker());
        outbox = new Outbox(accounts.clock, open);
        links = new MagicLinks(accounts.database(), outbox, url, throttle, accounts.authentication, accounts.clock);
        resets = new PasswordResets(accounts.database(), outbox, url, throttle, Accounts.PASSWORDS, accounts.clock);
        own = new OwnAccount(accounts.database(), outbox, url, throttle, Accounts.PASSWORDS, accounts.clock);
        invitations = new Invitations(accounts.database(), accounts.organizations, outbox, accounts.clock);
        sessions = new OwnSessions(accounts.database(), accounts.clock);
        postman = new Postman(
                accounts.database(), Authors.of(links, resets, own, new InvitationMail(url, accounts.clock)), (mail, id) -> mails.add(mail), accounts.clock);
    }

    /** What has arrived since this was last asked. */
    List<Mail> arrived() {
        mails.clear();
        postman.tick(accounts.clock.instant());
        return List.copyOf(mails);
    }

    /** The token in the one mail that has arrived. */
    String token(String to) {
        List<Mail> arrived = arrived();
        if (arrived.size() != 1 || !arrived.getFirst().to().equals(to)) throw new AssertionError("arrived: " + arrived);
        Matcher matcher = TOKEN.matcher(arrived.getFirst().text());
        if (!matcher.find()) throw new AssertionError("no token in " + arrived.getFirst().text());
        return matcher.group(1);
    }
}

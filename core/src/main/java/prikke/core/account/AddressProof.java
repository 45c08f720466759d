package prikke.core.account;

import java.time.InstantSource;
import prikke.core.audit.Action;
import prikke.core.audit.Actor;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Tx;
import prikke.core.mail.Outbox;

/** Takes note that whoever has an account reads the mails to its address. Until then anybody may have made it in their name. */
final class AddressProof {
    private final UserStore users = new UserStore();
    private final SessionStore sessions = new SessionStore();
    private final MailTokenStore tokens = new MailTokenStore();
    private final Outbox outbox;
    private final AccountMails mails;
    private final PersonalLog log;
    private final InstantSource clock;

    AddressProof(Outbox outbox, AccountMails mails, InstantSource clock) {
        this.outbox = outbox;
        this.mails = mails;
        this.log = new PersonalLog(clock);
        this.clock = clock;
    }

    /**
     * Notes it of somebody who came by a link in a mail. The first time, all that let others into the account ends: its password, its
     * sessions, and what was to move it to another address.
     */
    void byMail(Tx tx, MailTokenStore.Found found, Client client) {
        if (!users.prove(tx, found.user(), clock.instant())) return;
        users.deletePassword(tx, found.user());
        sessions.deleteAll(tx, found.user());
        outbox.withdraw(tx, MailToken.Kind.EMAIL_CHANGE.text(), found.user().toString());
        tokens.deleteAll(tx, found.user());
        outbox.send(tx, mails.addressProved(found.email()));
        Actor owner = new Actor(found.user(), null, found.email(), client.address(), client.userAgent());
        Subject account = new Subject("user", found.user(), found.email());
        log.record(tx, owner, Action.USER_PASSWORD, account, Changes.of("by", null, "first link"));
    }
}

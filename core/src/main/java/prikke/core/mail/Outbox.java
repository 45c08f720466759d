package prikke.core.mail;

import java.time.Instant;
import java.time.InstantSource;
import prikke.core.ProblemException;
import prikke.core.Uuid7;
import prikke.core.db.Tx;

/** Where mails are put to be sent. Putting one there is part of a transaction: either both it and what it tells happen, or neither. */
public final class Outbox {
    private final MailStore store = new MailStore();
    private final MailRates rates = new MailRates();
    private final InstantSource clock;
    private final boolean open;

    /** @param open whether this instance sends mail at all, which it does where an SMTP server is configured */
    public Outbox(InstantSource clock, boolean open) {
        this.clock = clock;
        this.open = open;
    }

    /** Whether mails are sent. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Refuses where no mails are sent.
     *
     * @throws ProblemException mail_off (conflict)
     */
    public void requireOpen() {
        if (open) return;
        throw ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "mail_off",
                "This instance sends no mail. Whoever runs it can change that with the setting smtp.host.");
    }

    /**
     * Has a mail sent once the transaction is committed; nothing comes of it where no mails are sent. Until then it lies in the
     * database as it is: one that lets its reader in is to be {@linkplain #ask asked for} instead. Who was sent the same five times
     * within the hour is sent no more of it.
     */
    public void send(Tx tx, Mail mail) {
        if (!open) return;
        Instant now = clock.instant();
        if (rates.admits(tx, mail, now)) store.insert(tx, Uuid7.random(now), mail, now);
    }

    /**
     * The same of a mail that its {@link Author} writes as it is sent.
     *
     * @throws ProblemException too_many_mails, where the address or who asks has had too many of late
     */
    public void ask(Tx tx, Order order) {
        if (!open) return;
        Instant now = clock.instant();
        rates.count(tx, order, now);
        store.insertAsked(tx, Uuid7.random(now), order, now);
    }

    /** Takes back all that was asked for of a kind about that and is not sent yet, also what is to be tried again. */
    public void withdraw(Tx tx, String kind, String about) {
        store.deleteAsked(tx, kind, about);
    }
}

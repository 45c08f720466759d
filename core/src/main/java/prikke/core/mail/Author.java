package prikke.core.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;

/** Writes the mails of one kind at the moment they are sent, so that the tokens in them are never kept anywhere. */
@FunctionalInterface
public interface Author {

    /**
     * Writes a mail, and stores what it needs to. When sending it fails it is written anew.
     *
     * @param recipient the address that was asked for
     * @param about what {@link Outbox#ask} was told that it is about
     * @return the mail, or empty where there is none to send
     */
    Optional<Mail> write(Tx tx, String recipient, @Nullable String about);
}

package prikke.core.mail;

/** Takes mails to where they go. */
public interface Carrier {

    /**
     * Hands a mail over; when this returns, it is somebody else's business.
     *
     * @param id the same each time that the same mail is tried, so that receivers can tell
     * @throws NotSentException when nobody has taken it
     */
    void carry(Mail mail, String id) throws NotSentException;
}

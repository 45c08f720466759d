package prikke.core.mail;

/**
 * A mail as it is sent.
 *
 * @param to one e-mail address
 * @param text for programs that show text only
 * @param html the same for all others
 */
public record Mail(String to, String subject, String text, String html) {
    /** What a mail says may let its reader in, and stays out of logs. */
    @Override
    public String toString() {
        return "Mail[" + to + "]";
    }
}

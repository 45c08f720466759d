package prikke.core.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which SMTP server mails are handed to.
 *
 * @param user whom to sign in as, or null for nobody
 * @param from whom mails come from, such as {@code Prikke <prikke@example.com>}
 */
public record SmtpSettings(
        String host, int port, @Nullable String user, @Nullable String password, String from, Security security) {

    /** How the connection is secured. Certificates are checked, and nothing is sent where the server does not offer what is asked. */
    public enum Security {
        NONE(25),
        STARTTLS(587),
        TLS(465);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }

        /** As the configuration spells it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The port that servers listen on for this, unless told otherwise. */
        public int usualPort() {
            return usualPort;
        }
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return host + ":" + port + " (" + security.text() + ")";
    }
}

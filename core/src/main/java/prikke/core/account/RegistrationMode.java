package prikke.core.account;

import java.util.Locale;

/** Who may make an account. */
public enum RegistrationMode {
    /** The first user, who becomes the instance's administrator; everyone else by invitation. */
    INVITE,
    /** Anyone. */
    OPEN,
    /** Nobody. */
    CLOSED;

    /** As the configuration spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

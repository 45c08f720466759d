package prikke.core.account;

import java.util.Locale;

/** A member's role in an organization, from the least to the most powerful; each may do all that those before it may. */
public enum Role {
    VIEWER,
    MEMBER,
    ADMIN,
    OWNER;

    /** As the API and the database spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

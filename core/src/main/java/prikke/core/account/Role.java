package prikke.core.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A member's role in an organization, from the least to the most powerful; each may do all that those before it may. */
public enum Role {
    VIEWER,
    MEMBER,
    ADMIN,
    OWNER;

    /** The role that a text spells, or empty where it spells none. */
    static Optional<Role> named(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text.toLowerCase(Locale.ROOT))).findFirst();
    }

    /** Whether this one may do all that the other may. */
    boolean covers(Role other) {
        return compareTo(other) >= 0;
    }

    /** As the API and the database spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

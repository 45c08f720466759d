package prikke.core.account;

import java.util.Locale;

/** What an API key may do, as the role that it acts with. */
public enum Scope {
    READ(Role.VIEWER),
    WRITE(Role.MEMBER),
    ADMIN(Role.ADMIN);

    private final Role role;

    Scope(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }

    /** As the API and the database spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

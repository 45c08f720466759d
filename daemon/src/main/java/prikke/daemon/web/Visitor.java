package prikke.daemon.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Membership;
import prikke.core.account.Permission;

/**
 * Somebody who is signed in, as pages show it.
 *
 * @param current the organization that this page is about, or null where they are in none
 * @param instanceAdmin whether they administer the whole instance
 */
public record Visitor(String email, @Nullable Membership current, List<Membership> memberships, boolean instanceAdmin) {

    /** Whether they may do this in the organization: what they may not is not offered. */
    public boolean may(Permission permission) {
        return current != null && current.role().compareTo(permission.least()) >= 0;
    }

    /** The name of the organization. */
    public String organization() {
        return current == null ? "No organization" : current.org().name();
    }

    /** The letter that stands for them. */
    public String initial() {
        return email.substring(0, email.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }
}

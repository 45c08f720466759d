package prikke.daemon.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Identity;
import prikke.core.account.Membership;
import prikke.daemon.http.Request;

/**
 * Which organization a visitor means. Each tab may show another, so it is the one that the form, the address or, of a part, the page
 * around it names; else that of the page they come from; and only then the one that was chosen last, in whichever tab.
 */
final class Bearings {
    /** The field, the parameter and the cookie that name it. */
    static final String FIELD = "org";

    /** What parts are asked for with: the organization of the page that they are for. */
    private static final String HEADER = "Prikke-Org";

    private static final Pattern PARAMETER = Pattern.compile("[?&]" + FIELD + "(?:=([^&]*))?(?=&|$)");

    private Bearings() {}

    /** The id that a read names, or null. */
    static @Nullable String named(Request request, boolean part) {
        Optional<String> parameter = request.parameter(FIELD);
        if (parameter.isPresent() || !part) return parameter.orElse(null);
        return request.header(HEADER).filter(id -> !id.isEmpty()).orElse(null);
    }

    /** What nothing names: that of the page they come from, else the one chosen last, else the first; null where there is none. */
    static @Nullable Membership guessed(Identity.User user, String from, Optional<String> chosen) {
        Matcher page = PARAMETER.matcher(from);
        Optional<String> before = page.find() ? Optional.ofNullable(page.group(1)) : Optional.empty();
        return before.flatMap(org -> find(user, org))
                .or(() -> chosen.flatMap(org -> find(user, org)))
                .orElse(user.memberships().isEmpty() ? null : user.memberships().getFirst());
    }

    static Optional<Membership> find(Identity.User user, String org) {
        return user.memberships().stream().filter(m -> m.org().id().toString().equals(org)).findFirst();
    }

    /** The address in full; null where it says already of which organization, or means somebody who has no choice. */
    static @Nullable String inFull(String target, Identity.User user, @Nullable Membership meant) {
        if (meant == null || user.memberships().size() < 2 || PARAMETER.matcher(target).find()) return null;
        return to(meant, target);
    }

    /** The path with the organization in it. */
    static String to(Membership membership, String path) {
        return path + (path.indexOf('?') < 0 ? '?' : '&') + FIELD + "=" + membership.org().id();
    }
}

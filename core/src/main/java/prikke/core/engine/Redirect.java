package prikke.core.engine;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer says about where to go on. */
sealed interface Redirect {
    Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    /** Nowhere: it is no redirect. */
    record None() implements Redirect {}

    /** To another request. */
    record To(Hop next) implements Redirect {}

    /** It is a redirect that can't be followed. */
    record Nowhere(String message) implements Redirect {}

    /**
     * @param location the {@code Location} of the answer; it may be relative
     */
    static Redirect of(Hop from, int status, @Nullable String location) {
        if (!STATUSES.contains(status)) return new None();
        if (location == null || location.isBlank()) {
            return new Nowhere("The target answered " + status + " without saying where to go on: it sent no Location header.");
        }
        String text = location.trim();
        try {
            URI to = Hop.ascii(resolved(from.uri(), text));
            String problem = problem(to);
            return problem == null ? new To(from.redirected(status, to)) : new Nowhere(refused(text, problem));
        } catch (IllegalArgumentException e) {
            return new Nowhere(refused(text, "which can't be read as an address"));
        }
    }

    private static String refused(String location, String why) {
        // Long enough to find the place, short enough that the reason is still seen.
        String shown = location.length() <= 200 ? location : location.substring(0, 197) + "...";
        return "The target redirected to " + shown + ", " + why + ".";
    }

    private static @Nullable String problem(URI to) {
        String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || to.getHost() == null) return "which is no http or https address";
        if (to.getRawUserInfo() != null) return "which holds a user or password; those are never sent";
        if (to.getPort() == 0 || to.getPort() > 65535) return "which has a port that is not from 1 to 65535";
        return null;
    }

    /** As RFC 3986, section 5.2.2, has it, where {@link URI#resolve} does not: a query alone, and an address without a path. */
    private static URI resolved(URI base, String location) {
        String path = base.getRawPath();
        String origin = base.getScheme() + "://" + base.getRawAuthority();
        if (path == null || path.isEmpty()) return URI.create(origin + "/").resolve(location);
        return location.startsWith("?") ? URI.create(origin + path + location) : base.resolve(location);
    }
}

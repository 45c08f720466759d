package prikke.daemon.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where visitors are sent on to. */
final class Paths {
    static final String HOME = "/";
    static final String LOGIN = "/login";
    static final String SETUP = "/setup";
    static final String NEW_ORGANIZATION = "/organizations/new";

    /** One slash and then neither another nor a backslash, which browsers take for one: anything else may lead to another site. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

    private Paths() {}

    /** The path that was wanted, where it is one of this site; else the home page. */
    static String local(@Nullable String wanted) {
        return wanted != null && wanted.length() <= 2000 && LOCAL.matcher(wanted).matches() ? wanted : HOME;
    }

    /** The sign-in page, which leads on to a path. */
    static String login(String wanted) {
        String next = local(wanted);
        return next.equals(HOME) ? LOGIN : LOGIN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}

package prikke.cli.crontab;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys for jobs that have none: the same for the same crontab each time it is read, so that reading it again makes no further jobs. */
final class JobKeys {
    private static final int LONGEST = 63;
    private static final int ROOM_FOR_A_NUMBER = 5;

    private final Set<String> used = new HashSet<>();
    private final String prefix;

    JobKeys(String prefix) {
        this.prefix = prefix;
    }

    /** From the name where there is one, else from the address. */
    String of(@Nullable String name, String url) {
        String text = name == null ? hostAndPath(url) : name;
        String slug = (prefix + text).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-").replaceAll("^[-._]+|[-._]+$", "");
        String cut = slug.length() <= LONGEST - ROOM_FOR_A_NUMBER ? slug : slug.substring(0, LONGEST - ROOM_FOR_A_NUMBER);
        String base = cut.isEmpty() ? "job" : cut;
        String key = base;
        for (int n = 2; !used.add(key); n++) key = base + "-" + n;
        return key;
    }

    private static String hostAndPath(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() + String.valueOf(uri.getPath());
        } catch (IllegalArgumentException e) {
            // The server will say what is wrong with it; a key can be made of anything.
            return url;
        }
    }
}

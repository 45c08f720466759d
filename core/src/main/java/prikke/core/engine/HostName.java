package prikke.core.engine;

import java.net.IDN;
import java.util.Locale;

/** Spellings of host names that mean the same host, brought to one: small letters, international ones as {@code xn--}, no dot at the end. */
final class HostName {
    private HostName() {}

    /** A name as a URL or a resolver has it. One that can't be converted stays as it is: it is looked up, or not found, as such. */
    static String plain(String name) {
        String small = withoutDot(name.toLowerCase(Locale.ROOT));
        try {
            return ascii(small);
        } catch (IllegalArgumentException e) {
            return small;
        }
    }

    /**
     * A name, or a pattern such as {@code *.example.com} for all below it.
     *
     * @throws IllegalArgumentException when it is neither, since a rule that never matches would protect nothing
     */
    static String pattern(String text) {
        String prefix = text.startsWith("*.") ? "*." : "";
        try {
            String name = ascii(text.substring(prefix.length()));
            if (name.isEmpty() || !name.chars().allMatch(HostName::isOfName)) throw new IllegalArgumentException(text);
            return prefix + name;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no host name, pattern or range such as example.com, *.example.com or 10.0.0.0/8", e);
        }
    }

    private static String ascii(String name) {
        return withoutDot(IDN.toASCII(name).toLowerCase(Locale.ROOT));
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** With the underscore, which no host name should have and some inside company networks do. */
    private static boolean isOfName(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
    }
}

package prikke.core.account;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, for the list of sessions and the audit log.
 *
 * @param address the network address
 * @param userAgent the program, as it calls itself
 */
public record Client(@Nullable String address, @Nullable String userAgent) {
    /** Where that can't be told. */
    public static final Client UNKNOWN = new Client(null, null);

    private static final int LONGEST_ADDRESS = 64;
    private static final int LONGEST_AGENT = 300;

    public Client {
        address = clean(address, LONGEST_ADDRESS);
        userAgent = clean(userAgent, LONGEST_AGENT);
    }

    private static @Nullable String clean(@Nullable String text, int longest) {
        if (text == null) return null;
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= longest ? printable : printable.substring(0, longest);
    }
}

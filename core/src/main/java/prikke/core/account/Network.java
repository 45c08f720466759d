package prikke.core.account;

import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An address as limits count it: of IPv6 its first half, since whoever has one address of that network has them all (RFC 6177). */
public final class Network {
    private static final int IPV6_BYTES = 16;
    private static final int LONGEST = 64;

    private Network() {}

    /** The name of the network that an address belongs to; of what is no address, that itself. */
    public static String of(@Nullable String address) {
        if (address == null) return "unknown";
        // Of IPv4 there is one way to write an address, and nothing to be looked up for each request.
        if (address.indexOf(':') < 0) return cut(address);
        String plain = address.split("%", 2)[0];
        try {
            InetAddress parsed = InetAddress.ofLiteral(plain);
            byte[] bytes = parsed.getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, IPV6_BYTES / 2) : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return cut(plain);
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}

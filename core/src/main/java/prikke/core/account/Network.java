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
        String plain = address.split("%", 2)[0];
        try {
            InetAddress parsed = InetAddress.ofLiteral(plain);
            byte[] bytes = parsed.getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, IPV6_BYTES / 2) : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
        }
    }
}

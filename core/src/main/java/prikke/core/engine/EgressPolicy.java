package prikke.core.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where requests may go. Checked on the very addresses that are connected to, so that neither a redirect nor a name whose answer
 * changes gets around it. Link-local and cloud metadata addresses are never allowed.
 *
 * @param privateNetworks whether loopback, private and other addresses that are not public may be called
 * @param allow hosts and ranges that may be called although they are private
 * @param deny hosts and ranges that may not be called
 */
public record EgressPolicy(boolean privateNetworks, Rules allow, Rules deny) {
    /** Anything but link-local and metadata addresses. */
    public static final EgressPolicy ALLOW_PRIVATE = new EgressPolicy(true, Rules.NONE, Rules.NONE);

    /** Link-local, where clouds keep their metadata, and the metadata addresses outside it. */
    private static final List<Cidr> NEVER = ranges("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "100.100.100.200/32", "168.63.129.16/32");

    /** What is not public: IANA's special-purpose registries for IPv4 and IPv6. */
    private static final List<Cidr> PRIVATE = ranges(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128",
            "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fec0::/10", "ff00::/8");

    /** Which carry an IPv4 address that decides in its own right: where in the address it lies. */
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(Cidr.parse("64:ff9b::/96"), 12),
            new Carrier(Cidr.parse("64:ff9b:1::/48"), 12),
            new Carrier(Cidr.parse("::ffff:0:0:0/96"), 12),
            new Carrier(Cidr.parse("::/96"), 12),
            new Carrier(Cidr.parse("2002::/16"), 2));

    private record Carrier(Cidr range, int at) {}

    /** Host patterns ({@code *.example.com}) and ranges. */
    public record Rules(List<String> hosts, List<Cidr> ranges) {
        static final Rules NONE = new Rules(List.of(), List.of());

        /**
         * @throws IllegalArgumentException when an entry is neither
         */
        public static Rules parse(List<String> entries) {
            List<String> trimmed = entries.stream().map(String::trim).filter(e -> !e.isEmpty()).toList();
            return new Rules(
                    trimmed.stream().filter(e -> !isRange(e)).map(HostName::pattern).toList(),
                    trimmed.stream().filter(Rules::isRange).map(Cidr::parse).toList());
        }

        private static boolean isRange(String entry) {
            return entry.contains("/") || Cidr.isLiteral(entry);
        }

        boolean match(String host, InetAddress address) {
            return hosts.stream().anyMatch(pattern -> matches(pattern, host)) || ranges.stream().anyMatch(r -> r.contains(address));
        }

        private static boolean matches(String pattern, String host) {
            return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
        }
    }

    /** Which rule forbids calling this host at this address, in words; empty when none does. */
    public Optional<String> refusal(String hostName, InetAddress address) {
        String host = HostName.plain(hostName);
        List<InetAddress> meant = meant(address).toList();
        for (InetAddress a : meant) if (in(NEVER, a)) return Optional.of("link-local and cloud metadata addresses are never called");
        for (InetAddress a : meant) if (deny.match(host, a)) return Optional.of("egress.deny lists it");
        if (privateNetworks) return Optional.empty();
        for (InetAddress a : meant) {
            if (in(PRIVATE, a) && !allow.match(host, a)) {
                return Optional.of("egress.private-networks is deny and the address is not public");
            }
        }
        return Optional.empty();
    }

    /** The address itself and the IPv4 address that it carries, if it carries one. */
    private static Stream<InetAddress> meant(InetAddress given) {
        byte[] bytes = given.getAddress();
        // Made anew from its bytes, an IPv4-mapped address becomes the IPv4 address that it is.
        InetAddress address = of(bytes);
        if (bytes.length == 4 || address.isLoopbackAddress() || address.isAnyLocalAddress()) return Stream.of(address);
        return Stream.concat(
                Stream.of(address),
                CARRIERS.stream().filter(c -> c.range.contains(address)).map(c -> of(Arrays.copyOfRange(bytes, c.at, c.at + 4))));
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four or sixteen bytes are an address", e);
        }
    }

    private static boolean in(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Cidr> ranges(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}

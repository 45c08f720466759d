package prikke.core.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IPv4 addresses in the spellings that browsers, curl and C libraries take: fewer than four numbers, hexadecimal, octal. Java reads
 * {@code 0177.0.0.1} as 177.0.0.1, and others ask the system: read here, an address means the same to the egress policy, to what
 * connects, and to whoever wrote it.
 *
 * <p>Source: the WHATWG's URL Standard, "ends in a number" and "IPv4 parser".
 */
final class NumericHost {
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]{0,16}|[0-9]{1,20}");

    private NumericHost() {}

    /**
     * The address, if the host's last part is a number.
     *
     * @throws UnknownHostException when the whole is no address all the same: it is not to be looked up as a name
     */
    static Optional<InetAddress> parse(String host) throws UnknownHostException {
        List<String> parts = List.of((host.endsWith(".") ? host.substring(0, host.length() - 1) : host).split("\\.", -1));
        if (!NUMBER.matcher(parts.getLast()).matches()) return Optional.empty();
        if (parts.size() > 4) throw new UnknownHostException(host);
        long address = 0;
        for (int i = 0; i < parts.size() - 1; i++) address |= number(host, parts.get(i), 256) << 8 * (3 - i);
        address |= number(host, parts.getLast(), 1L << 8 * (5 - parts.size()));
        byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
        return Optional.of(InetAddress.getByAddress(bytes));
    }

    private static long number(String host, String part, long below) throws UnknownHostException {
        try {
            if (!NUMBER.matcher(part).matches()) throw new NumberFormatException(part);
            long value = part.toLowerCase(Locale.ROOT).startsWith("0x")
                    ? part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16)
                    : part.length() > 1 && part.startsWith("0") ? Long.parseLong(part, 8) : Long.parseLong(part);
            if (value >= 0 && value < below) return value;
        } catch (NumberFormatException e) {
            throw new UnknownHostException(host);
        }
        throw new UnknownHostException(host);
    }
}

package prikke.daemon.http;

import java.net.InetAddress;

/**
 * Addresses that share their first bits, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param first one of them
 * @param bits how many of its leading bits they share
 */
public record AddressRange(InetAddress first, int bits) {
    /**
     * Reads a range, or a single address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static AddressRange parse(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress first = InetAddress.ofLiteral(parts[0]);
        int most = first.getAddress().length * Byte.SIZE;
        int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > most) throw new IllegalArgumentException(text);
        return new AddressRange(first, bits);
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) return false;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) return false;
        }
        return true;
    }
}

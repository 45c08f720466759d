package prikke.core.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses such as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param bits how many leading bits an address must share with the network
 */
record Cidr(byte[] network, int bits) {

    /**
     * @throws IllegalArgumentException when it is neither an address nor a range
     */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            if (!isLiteral(address) || address.contains("%")) throw new UnknownHostException(address);
            byte[] network = InetAddress.getByName(address).getAddress();
            int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > network.length * 8) throw new NumberFormatException(text);
            return new Cidr(network, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no address or range such as 10.0.0.0/8 or fc00::/7");
        }
    }

    /** Whether it is spelt as an address, so that reading it asks no name server. */
    static boolean isLiteral(String address) {
        return address.contains(":") || address.matches("[0-9]+(\\.[0-9]+){3}");
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) return false;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((network[bit / 8] & mask) != (other[bit / 8] & mask)) return false;
        }
        return true;
    }
}

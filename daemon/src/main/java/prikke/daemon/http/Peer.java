package prikke.daemon.http;

import io.helidon.common.socket.PeerInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Who is at the other end of a connection. Helidon's own name of them is, over TLS, what the owner of their address has its DNS say. */
final class Peer {
    private Peer() {}

    /** Their address, in digits; {@code unknown} where the connection has ended already. */
    static String address(PeerInfo peer) {
        InetAddress address = peer.address() instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return address == null ? "unknown" : address.getHostAddress();
    }
}

package prikke.daemon.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Looks names up as Java does by itself, but no addresses save this machine's own. Helidon asks for the name of whoever connects by
 * TLS, before any limit: whoever has an address could have each of their connections wait for their own name server.
 */
public final class ForwardLookups extends InetAddressResolverProvider {

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return of(configuration.builtinResolver());
    }

    static InetAddressResolver of(InetAddressResolver builtin) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return builtin.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                if (!isOwn(InetAddress.getByAddress(address))) throw new UnknownHostException("Others' addresses are not looked up");
                return builtin.lookupByAddress(address);
            }
        };
    }

    /** Mails are sent in this machine's name, which is found by its address. */
    private static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return "prikke";
    }
}

package prikke.core.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/** Finds a host's addresses and lets through only those that may be called: what it returns is what is connected to. */
final class PolicedResolver implements DnsResolver {
    /** How names become addresses; a test puts its own in place of the platform's. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Lookup lookup;
    private final EgressPolicy policy;

    PolicedResolver(Lookup lookup, EgressPolicy policy) {
        this.lookup = lookup;
        this.policy = policy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        String refusal = "it has no address";
        List<InetAddress> allowed = new ArrayList<>();
        InetAddress[] found = addresses(host);
        for (InetAddress address : found) {
            Optional<String> refused = policy.refusal(host, address);
            if (refused.isEmpty()) allowed.add(address);
            else refusal = refused.get();
        }
        if (allowed.isEmpty() && found.length > 0) {
            throw new EgressDeniedException("Calling " + host + " is not allowed here: " + refusal + ".");
        }
        if (allowed.isEmpty()) throw new UnknownHostException(host);
        return allowed.toArray(InetAddress[]::new);
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        Optional<InetAddress> numeric = NumericHost.parse(host);
        return numeric.isPresent() ? new InetAddress[] {numeric.get()} : lookup.addresses(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}

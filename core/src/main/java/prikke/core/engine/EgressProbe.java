package prikke.core.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Says whether a host could be called from here, by the very check that calls go through, and without calling it. */
public sealed interface EgressProbe {
    /** It could, at these addresses. */
    record Allowed(String addresses) implements EgressProbe {}

    /** It could not; the message names the rule. */
    record Denied(String message) implements EgressProbe {}

    /** It has no address. */
    record Unknown() implements EgressProbe {}

    /** @param host a name or an address, as in a URL */
    static EgressProbe of(EgressPolicy policy, String host) {
        try {
            InetAddress[] found = new PolicedResolver(InetAddress::getAllByName, policy).resolve(host);
            return new Allowed(Arrays.stream(found).map(InetAddress::getHostAddress).collect(Collectors.joining(", ")));
        } catch (EgressDeniedException e) {
            return new Denied(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return new Unknown();
        }
    }
}

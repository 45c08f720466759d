package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForwardLookupsTest {
    private final InetAddressResolver resolver = ForwardLookups.of(new InetAddressResolver() {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) {
            return Stream.of(InetAddress.ofLiteral("192.0.2.7"));
        }

        @Override
        public String lookupByAddress(byte[] address) {
            return "name.example";
        }
    });

    @Test
    void names_are_looked_up_and_of_addresses_only_the_machines_own() throws UnknownHostException {
        assertThat(resolver.lookupByName("name.example", InetAddressResolver.LookupPolicy.of(InetAddressResolver.LookupPolicy.IPV4)))
                .containsExactly(InetAddress.ofLiteral("192.0.2.7"));
        assertThat(resolver.lookupByAddress(InetAddress.ofLiteral("127.0.1.1").getAddress())).isEqualTo("name.example");
        for (String others : new String[] {"192.0.2.7", "2001:db8::7"}) {
            byte[] address = InetAddress.ofLiteral(others).getAddress();
            assertThatThrownBy(() -> resolver.lookupByAddress(address)).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void that_is_how_the_daemon_looks_things_up() {
        assertThat(ServiceLoader.load(InetAddressResolverProvider.class)).hasExactlyElementsOfTypes(ForwardLookups.class);
    }
}

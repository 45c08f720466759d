package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.engine.EgressPolicy.Rules;

class EgressPolicyTest {
    private static final EgressPolicy OPEN = EgressPolicy.ALLOW_PRIVATE;
    private static final EgressPolicy CLOSED = new EgressPolicy(false, Rules.NONE, Rules.NONE);

    @ParameterizedTest
    @ValueSource(strings = {
        "169.254.169.254", "169.254.0.1", "169.254.255.255", "fe80::1", "febf::1", "fd00:ec2::254", "100.100.100.200", "168.63.129.16",
        // The same behind every way of carrying an IPv4 address.
        "::ffff:169.254.169.254", "64:ff9b::169.254.169.254", "64:ff9b:1::169.254.169.254", "2002:a9fe:a9fe::1", "::169.254.169.254",
        "::ffff:0:169.254.169.254"
    })
    void link_local_and_metadata_addresses_are_never_called_whatever_is_allowed(String address) {
        EgressPolicy generous = new EgressPolicy(true, Rules.parse(List.of("0.0.0.0/0", "::/0", "host.example")), Rules.NONE);

        for (EgressPolicy policy : List.of(OPEN, CLOSED, generous)) {
            assertThat(refused(policy, "host.example", address)).as(address).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "fc00::1", "fdff::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1",
        "2001::1", "3fff::1", "5f00::1",
        "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::192.168.1.1", "2002:0a00:0001::1", "::10.0.0.1", "::127.0.0.1"
    })
    void what_is_not_public_is_called_only_where_private_networks_are_allowed(String address) {
        assertThat(refused(CLOSED, "host.example", address)).isTrue();
        assertThat(refused(OPEN, "host.example", address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.0",
        "169.253.255.255", "169.255.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "2606:4700::1111", "2a00:1450::1", "64:ff9b::1.1.1.1", "2002:0101:0101::1", "::ffff:1.1.1.1"
    })
    void what_is_public_is_called(String address) {
        assertThat(refused(CLOSED, "host.example", address)).isFalse();
        assertThat(refused(OPEN, "host.example", address)).isFalse();
    }

    @Test
    void a_private_address_can_be_allowed_by_range_or_host() {
        EgressPolicy policy = new EgressPolicy(false, Rules.parse(List.of("10.1.0.0/16", "fd12::/16", "intra.example", "*.lan.example")), Rules.NONE);

        assertThat(refused(policy, "x.example", "10.1.2.3")).isFalse();
        assertThat(refused(policy, "x.example", "10.2.2.3")).isTrue();
        assertThat(refused(policy, "x.example", "::ffff:10.1.2.3")).isFalse();
        assertThat(refused(policy, "x.example", "fd12::1")).isFalse();
        assertThat(refused(policy, "Intra.Example", "192.168.0.1")).isFalse();
        assertThat(refused(policy, "a.b.lan.example", "192.168.0.1")).isFalse();
        assertThat(refused(policy, "lan.example", "192.168.0.1")).isTrue();
        assertThat(refused(policy, "evil-lan.example", "192.168.0.1")).isTrue();
        assertThat(refused(policy, "intra.example.evil.example", "192.168.0.1")).isTrue();
    }

    @Test
    void what_is_denied_is_not_called_even_where_it_is_allowed_too() {
        Rules both = Rules.parse(List.of("10.0.0.0/8", "8.8.8.8", "*.bad.example"));
        EgressPolicy policy = new EgressPolicy(true, both, both);

        assertThat(refused(policy, "x.example", "10.0.0.1")).isTrue();
        assertThat(refused(policy, "x.example", "::ffff:8.8.8.8")).isTrue();
        assertThat(refused(policy, "x.example", "8.8.4.4")).isFalse();
        assertThat(refused(policy, "very.bad.example", "1.1.1.1")).isTrue();
    }

    @Test
    void a_refusal_says_which_rule_it_is() throws Exception {
        assertThat(CLOSED.refusal("h", InetAddress.getByName("10.0.0.1"))).hasValueSatisfying(s -> assertThat(s).contains("egress.private-networks"));
        assertThat(OPEN.refusal("h", InetAddress.getByName("169.254.169.254"))).hasValueSatisfying(s -> assertThat(s).contains("metadata"));
        EgressPolicy denying = new EgressPolicy(true, Rules.NONE, Rules.parse(List.of("h")));
        assertThat(denying.refusal("h", InetAddress.getByName("1.1.1.1"))).hasValueSatisfying(s -> assertThat(s).contains("egress.deny"));
    }

    @Test
    void a_host_with_a_dot_at_its_end_is_the_same_host() {
        EgressPolicy policy = new EgressPolicy(true, Rules.NONE, Rules.parse(List.of("bad.example", "*.worse.example")));

        assertThat(refused(policy, "bad.example.", "1.1.1.1")).isTrue();
        assertThat(refused(policy, "a.worse.example.", "1.1.1.1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "bad.example, BAD.example.", "Bad.Example., bad.example", "*.bad.example., a.bad.example", "*.BAD.example, A.Bad.Example.",
        "bücher.example, xn--bcher-kva.example", "BÜCHER.example., XN--BCHER-KVA.example.", "*.bücher.example, a.xn--bcher-kva.example",
        "xn--bcher-kva.example, bücher.example", "my_service, MY_SERVICE"
    })
    void a_rule_means_a_host_however_either_is_spelt(String rule, String host) {
        EgressPolicy denying = new EgressPolicy(true, Rules.NONE, Rules.parse(List.of(rule)));
        EgressPolicy allowing = new EgressPolicy(false, Rules.parse(List.of(rule)), Rules.NONE);

        assertThat(refused(denying, host, "1.1.1.1")).isTrue();
        assertThat(refused(denying, "other.example", "1.1.1.1")).isFalse();
        assertThat(refused(allowing, host, "10.0.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "*.", ".", "a*.example", "*.*.example", "a.*", "a b", "a..b", "http//x", "a,b"})
    void a_rule_that_could_never_match_is_refused(String rule) {
        assertThatThrownBy(() -> Rules.parse(List.of(rule))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.0, false", "0.0.0.0/0, 1.2.3.4, true", "0.0.0.0/0, ::1, false",
        "10.1.2.3, 10.1.2.3, true", "10.1.2.3, 10.1.2.4, false", "192.168.1.128/25, 192.168.1.127, false", "192.168.1.128/25, 192.168.1.200, true",
        "fc00::/7, fdff::1, true", "fc00::/7, fe00::1, false", "::1/128, ::1, true", "2001:db8::/33, 2001:db8:8000::1, false", "10.9.9.9/8, 10.0.0.1, true"
    })
    void a_range_holds_the_addresses_that_share_its_leading_bits(String range, String address, boolean held) throws Exception {
        assertThat(Cidr.parse(range).contains(InetAddress.getByName(address))).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "300.0.0.1", "10.0.0", "example.com/8", "::1/129", ":::/8", "fe80::1%eth0"})
    void what_is_no_range_is_refused_without_asking_a_name_server(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("10.0.0.0/8");
    }

    private static boolean refused(EgressPolicy policy, String host, String address) {
        try {
            return policy.refusal(host, exactly(address)).isPresent();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An address in the form in which it is written: the platform would turn a mapped one into the IPv4 address that it carries. */
    private static InetAddress exactly(String address) throws UnknownHostException {
        if (!address.startsWith("::ffff:") || address.startsWith("::ffff:0:")) return InetAddress.getByName(address);
        byte[] four = InetAddress.getByName(address.substring(7)).getAddress();
        byte[] sixteen = new byte[16];
        sixteen[10] = sixteen[11] = (byte) 0xff;
        System.arraycopy(four, 0, sixteen, 12, 4);
        return Inet6Address.getByAddress(null, sixteen, -1);
    }
}

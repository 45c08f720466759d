package prikke.core.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import prikke.core.engine.EgressPolicy.Rules;
import prikke.core.engine.Outcome.Answered;
import prikke.core.engine.Outcome.Broken;
import prikke.core.job.Backoff;
import prikke.core.job.Delivery;
import prikke.core.job.HttpCall;
import prikke.core.job.RetryPolicy;
import prikke.core.run.ErrorCode;

/**
 * Every way to an address that is nobody's business, tried for real: on loopback there is a listener that would be hit. What would
 * leave the machine is only noted, by the socket that would have connected.
 */
@Timeout(60)
class EgressTest {
    private static final EgressPolicy DENY = new EgressPolicy(false, Rules.NONE, Rules.NONE);
    private static final EgressPolicy ALLOW = EgressPolicy.ALLOW_PRIVATE;

    /** Hosts that end at the listener. */
    static final List<String> LOOPBACK = List.of(
            "127.0.0.1", "localhost", "LOCALHOST", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "2130706433", "0x7f.1", "0X7F000001",
            "0177.0.0.1", "017700000001", "127.1", "127.0.0.1.", "good@127.0.0.1", "good:pass@127.0.0.1", "inside.example", "both.example");

    /** Hosts that would end at another machine of a private network. */
    static final List<String> ELSEWHERE = List.of(
            "[fd00::1]", "100.64.0.1", "10.0.0.1", "192.168.0.1", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
            "[2002:a00:1::1]", "private.example");

    /** Hosts that are never called. */
    static final List<String> NEVER = List.of(
            "169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]", "2852039166", "0xa9fea9fe",
            "0251.0376.0251.0376", "[fd00:ec2::254]", "metadata.example");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> connects = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final RawServer target = opened(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"));
    private final AtomicInteger overIpv6 = new AtomicInteger();

    EgressTest() throws IOException {
        ServerSocket six = opened(new ServerSocket(target.port(), 50, InetAddress.ofLiteral("::1")));
        Thread.startVirtualThread(() -> {
            while (!six.isClosed()) {
                try (Socket socket = six.accept()) {
                    overIpv6.incrementAndGet();
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) one.close();
    }

    @ParameterizedTest
    @FieldSource({"LOOPBACK", "ELSEWHERE", "NEVER"})
    void with_deny_nothing_private_is_connected_to(String host) {
        Broken broken = denied(call(DENY, "http://" + host + ":" + target.port() + "/", false));

        assertThat(broken.message()).contains(NEVER.contains(host) ? "link-local and cloud metadata" : "egress.private-networks");
        assertNothingWasConnectedTo();
    }

    @ParameterizedTest
    @FieldSource({"LOOPBACK", "ELSEWHERE", "NEVER"})
    void with_deny_no_redirect_leads_there(String host) {
        RawServer outside = redirecting("http://" + host + ":" + target.port() + "/");

        Outcome outcome = call(outsideAllowed(), "http://outside.example:" + outside.port() + "/", true);

        assertNotFollowed(outcome, host);
        assertThat(outside.connections()).isEqualTo(1);
        assertThat(target.connections() + overIpv6.get()).isZero();
        assertThat(connects).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("LOOPBACK")
    void with_allow_loopback_is_called(String host) {
        Outcome outcome = call(ALLOW, "http://" + host + ":" + target.port() + "/", false);

        assertThat(outcome).as("%s", outcome).isInstanceOf(Answered.class);
        assertThat(target.connections() + overIpv6.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("ELSEWHERE")
    void with_allow_private_networks_are_let_through(String host) {
        Broken broken = (Broken) call(ALLOW, "http://" + host + ":" + target.port() + "/", false);

        assertThat(broken.code()).as(broken.message()).isEqualTo(ErrorCode.CONNECT_REFUSED);
        assertThat(connects).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("NEVER")
    void with_allow_link_local_and_metadata_are_refused_all_the_same(String host) {
        Broken broken = denied(call(ALLOW, "http://" + host + ":" + target.port() + "/", false));

        assertThat(broken.message()).contains("link-local and cloud metadata");
        assertNothingWasConnectedTo();
    }

    @ParameterizedTest
    @FieldSource("NEVER")
    void with_allow_no_redirect_leads_to_link_local_or_metadata(String host) {
        RawServer outside = redirecting("http://" + host + ":" + target.port() + "/");

        assertNotFollowed(call(ALLOW, "http://outside.example:" + outside.port() + "/", true), host);
        assertThat(connects).hasSize(1);
    }

    @Test
    void a_name_whose_answer_changes_between_check_and_connect_does_not_get_through() {
        // Public when it is asked for first, as a check ahead of time would, and loopback from then on.
        assertThat(EgressProbe.of(DENY, "93.184.215.14")).isInstanceOf(EgressProbe.Allowed.class);
        call(DENY, "http://changing.example:" + target.port() + "/", false);
        assertThat(connects).singleElement().asString().contains("93.184.215.14");

        denied(call(DENY, "http://changing.example:" + target.port() + "/", false));
        assertThat(connects).as("no further one").hasSize(1);
        assertThat(target.connections()).isZero();
        assertThat(lookups).as("one look-up a connection, of which both policy and socket go").hasValue(2);
    }

    @Test
    void of_a_name_with_a_public_and_a_private_address_only_the_public_one_is_tried() {
        call(DENY, "http://mixed.example:" + target.port() + "/", false);

        assertThat(connects).singleElement().asString().contains("93.184.215.14");
        assertThat(target.connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"inside.example, egress.deny", "127.0.0.1, egress.deny", "169.254.169.254, link-local"})
    void a_refusal_names_the_rule(String host, String rule) {
        EgressPolicy policy = new EgressPolicy(true, Rules.NONE, Rules.parse(List.of("127.0.0.0/8")));

        assertThat(denied(call(policy, "http://" + host + ":" + target.port() + "/", false)).message()).contains(rule).contains(host);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4", "1, 0.0.0.1", "1.2, 1.0.0.2", "1.2.3, 1.2.0.3", "0x1.0x2.0x3.0x4, 1.2.3.4", "01.02.03.010, 1.2.3.8", "4294967295, 255.255.255.255",
        "0x, 0.0.0.0", "1.2.3.4., 1.2.3.4"
    })
    void numbers_are_read_as_browsers_read_them(String host, String address) throws Exception {
        assertThat(NumericHost.parse(host)).contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @CsvSource({"256.1.1.1", "1.2.3.4.5", "4294967296", "08.1.1.1", "1..2", "a.1", "0xg.1", "1.2.3.256", "99999999999999999999"})
    void what_ends_in_a_number_and_is_no_address_is_no_name_either(String host) {
        assertThat(catchThrowable(() -> NumericHost.parse(host))).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @CsvSource({"example.com", "a.b1", "1.example", "x1", "0xg"})
    void what_does_not_end_in_a_number_is_a_name(String host) throws Exception {
        assertThat(NumericHost.parse(host)).isEmpty();
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        InetAddress pub = InetAddress.ofLiteral("93.184.215.14");
        return switch (host) {
            case "outside.example", "inside.example" -> new InetAddress[] {loopback};
            case "both.example" -> new InetAddress[] {loopback, InetAddress.ofLiteral("::1")};
            case "private.example" -> new InetAddress[] {InetAddress.ofLiteral("10.1.2.3")};
            case "metadata.example" -> new InetAddress[] {InetAddress.ofLiteral("169.254.169.254")};
            case "mixed.example" -> new InetAddress[] {loopback, pub};
            case "changing.example" -> new InetAddress[] {lookups.incrementAndGet() == 1 ? pub : loopback};
            default -> InetAddress.getAllByName(host);
        };
    }

    /** Connects on loopback, and elsewhere notes where it would have. */
    private final class NotingSocket extends Socket {
        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            InetAddress address = ((InetSocketAddress) to).getAddress();
            connects.add(address.getHostAddress());
            if (!address.isLoopbackAddress() && !address.isAnyLocalAddress()) throw new ConnectException("noted");
            super.connect(to, timeout);
        }
    }

    private Outcome call(EgressPolicy policy, String url, boolean follow) {
        HttpCaller caller = opened(new HttpCaller(policy, 4, this::lookUp, NotingSocket::new));
        RetryPolicy none = new RetryPolicy(0, Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(1));
        Delivery delivery = new Delivery(new HttpCall("GET", url, Map.of(), null), Duration.ofSeconds(5), none, null, null, follow);
        return caller.call(delivery, Hop.first(delivery.call()), body -> Map.of(), Instant.now());
    }

    /** A policy that lets the redirecting server be called, by its name, and nothing else inside. */
    private static EgressPolicy outsideAllowed() {
        return new EgressPolicy(false, Rules.parse(List.of("outside.example")), Rules.NONE);
    }

    private RawServer redirecting(String location) {
        return opened(RawServer.answering("HTTP/1.1 302 Go\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"));
    }

    /** By the policy, or before it comes to that, because no URL may hold such a host. */
    private static void assertNotFollowed(Outcome outcome, String host) {
        assertThat(outcome).isInstanceOf(Broken.class);
        Broken broken = (Broken) outcome;
        assertThat(broken.code()).as(broken.message()).isIn(ErrorCode.EGRESS_DENIED, ErrorCode.HTTP_STATUS);
        if (broken.code() == ErrorCode.HTTP_STATUS) assertThat(host).matches(".*@.*|[0-9a-fA-FxX.]+");
    }

    private static Broken denied(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Broken.class);
        Broken broken = (Broken) outcome;
        assertThat(broken.code()).as(broken.message()).isEqualTo(ErrorCode.EGRESS_DENIED);
        return broken;
    }

    private void assertNothingWasConnectedTo() {
        assertThat(connects).isEmpty();
        assertThat(target.connections() + overIpv6.get()).isZero();
    }

    private <C extends AutoCloseable> C opened(C one) {
        open.add(one);
        return one;
    }
}

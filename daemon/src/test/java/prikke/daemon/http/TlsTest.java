package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.Json;
import prikke.core.api.Trust;
import prikke.core.api.UnreachableException;
import prikke.daemon.TestDaemon;

/** A daemon that speaks TLS by itself, with certificates made here. */
class TlsTest {
    @TempDir
    static Path folder;

    private static Certificates.Pair first;
    private static Certificates.Pair second;

    @BeforeAll
    static void make() throws Exception {
        Certificates certificates = new Certificates(folder);
        first = certificates.make("first", "RSA", "-1H");
        second = certificates.make("second", "EC", "-1H");
    }

    @Test
    void it_shows_its_certificate_and_a_new_one_when_the_files_change_while_connections_stay() throws Exception {
        Path certificate = Files.copy(first.certificate(), folder.resolve("own.crt"));
        Path key = Files.copy(first.key(), folder.resolve("own.key"));
        try (TestDaemon daemon = TestDaemon.start(settings(certificate, key))) {
            assertThat(daemon.url()).startsWith("https://127.0.0.1:");
            try (SSLSocket open = connect(daemon, "TLSv1.3")) {
                assertThat(ask(open)).contains("HTTP/1.1 200 ", "Strict-Transport-Security: max-age=31536000");
                assertThat(shown(open)).isEqualTo("CN=first");

                Files.copy(second.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
                Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING);
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(shownBy(daemon)).isEqualTo("CN=second"));
                assertThat(ask(open)).as("the connection that was open").contains("HTTP/1.1 200 ");

            }
        }
    }

    @Test
    void who_trusts_its_authority_may_ask_it_and_nobody_by_an_old_protocol() throws Exception {
        try (TestDaemon daemon = TestDaemon.start(settings(second.certificate(), second.key()))) {
            assertThat(client(daemon, new Trust.Authorities(second.certificate())).version().value().version()).isNotBlank();
            assertThat(client(daemon, Trust.UNCHECKED).version().value().version()).isNotBlank();
            assertThatThrownBy(() -> client(daemon, Trust.PLATFORM).version())
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("not trusted")
                    .hasMessageContaining("--ca-file");
            assertThatThrownBy(() -> client(daemon, new Trust.Authorities(first.certificate())).version()).isInstanceOf(UnreachableException.class);
            try (SSLSocket socket = connect(daemon, "TLSv1.2")) {
                assertThat(ask(socket)).contains("HTTP/1.1 200 ");
            }
            assertThatThrownBy(() -> connect(daemon, "TLSv1.1")).isInstanceOfAny(SSLHandshakeException.class, IllegalArgumentException.class);
        }
    }

    @Test
    void who_asks_is_known_by_address_and_not_by_the_name_that_their_dns_tells() throws Exception {
        Map<String, String> settings = new HashMap<>(settings(second.certificate(), second.key()));
        try (TestDaemon daemon = TestDaemon.start(settings)) {
            assertThat(addressOfANewSession(daemon, "")).isEqualTo("127.0.0.1");
        }
        settings.put("PRIKKE_SERVER_TRUSTED_PROXIES", "127.0.0.1");
        try (TestDaemon daemon = TestDaemon.start(settings)) {
            assertThat(addressOfANewSession(daemon, "X-Forwarded-For: 198.51.100.7\r\n")).isEqualTo("198.51.100.7");
        }
    }

    private static String addressOfANewSession(TestDaemon daemon, String header) throws IOException {
        String body = "{\"email\":\"ann@example.com\",\"password\":\"correct horse\"}";
        String registered = ask(daemon, "POST /api/v1/auth/register", header + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n", body);
        String token = Json.mapper().readTree(registered).at("/token").asText();
        return Json.mapper().readTree(ask(daemon, "GET /api/v1/me/sessions", header + "Authorization: Bearer " + token + "\r\n", ""))
                .at("/data/0/address")
                .asText();
    }

    /** The body of the answer. */
    private static String ask(TestDaemon daemon, String line, String headers, String body) throws IOException {
        try (SSLSocket socket = connect(daemon, "TLSv1.3")) {
            String request = line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", 2)[1];
        }
    }

    @Test
    void who_speaks_in_the_clear_is_told_nothing() throws IOException {
        try (TestDaemon daemon = TestDaemon.start(settings(second.certificate(), second.key()));
                Wire wire = new Wire(daemon.url(), "127.0.0.1")) {
            assertThat(wire.write("GET /version HTTP/1.1\r\nHost: x\r\n\r\n").rest()).doesNotContain("200", "version");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "first.crt, nowhere.key, there is no such file",
        "nowhere.crt, first.key, there is no such file",
        "first.crt, second.key, is not that of the certificate",
        "first.key, first.key, holds no certificate in PEM",
        "first.crt, first.crt, holds no private key in PEM",
        "first.crt, old.key, openssl pkcs8"
    })
    void files_that_will_not_do_are_told_when_it_starts(String certificate, String key, String why) throws IOException {
        Files.writeString(folder.resolve("old.key"), Certificates.pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> TestDaemon.start(settings(folder.resolve(certificate), folder.resolve(key))).close())
                .hasMessageContaining(why);
    }

    @Test
    void one_without_the_other_is_refused() {
        assertThatThrownBy(() -> TestDaemon.start(Map.of("PRIKKE_TLS_KEY", first.key().toString())).close()).hasMessageContaining("go together");
    }

    @Test
    void a_key_that_others_may_read_is_noticed() throws IOException {
        TlsFiles files = new TlsFiles(first.certificate(), Files.copy(first.key(), folder.resolve("open.key")));
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(files.isKeyOpenToOthers()).isTrue();

        assertThat(new TlsFiles(first.certificate(), first.key()).isKeyOpenToOthers()).isFalse();
    }

    private static Map<String, String> settings(Path certificate, Path key) {
        return Map.of("PRIKKE_TLS_CERTIFICATE", certificate.toString(), "PRIKKE_TLS_KEY", key.toString());
    }

    private static ApiClient client(TestDaemon daemon, Trust trust) {
        return new ApiClient(new ApiConnection(URI.create(daemon.url()), "test", null, null, Duration.ofSeconds(10), trust));
    }

    private static String shownBy(TestDaemon daemon) throws IOException {
        try (SSLSocket socket = connect(daemon, "TLSv1.3")) {
            return shown(socket);
        }
    }

    private static String shown(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
    }

    private static SSLSocket connect(TestDaemon daemon, String protocol) throws IOException {
        SSLContext context = Trust.UNCHECKED.context();
        if (context == null) throw new IOException("no TLS");
        URI url = URI.create(daemon.url());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort());
        socket.setSoTimeout(10_000);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET /version HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[8192];
        int read = in.read(answer);
        return new String(answer, 0, read, StandardCharsets.UTF_8);
    }
}

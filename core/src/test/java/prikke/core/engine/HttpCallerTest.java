package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.db.JsonText;
import prikke.core.engine.Outcome.Answered;
import prikke.core.engine.Outcome.Broken;
import prikke.core.job.Backoff;
import prikke.core.job.Delivery;
import prikke.core.job.HttpCall;
import prikke.core.job.RetryPolicy;
import prikke.core.run.ErrorCode;

/** Whatever a target does: the call ends in time, says what happened, and takes bounded memory. */
@Timeout(60)
class HttpCallerTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final AddedToHop ADDED = body -> Map.of("User-Agent", "Prikke/test", "Webhook-Id", "1", "Prikke-Attempt", "1", "Body", "" + body.length);

    private final HttpCaller caller = new HttpCaller(EgressPolicy.ALLOW_PRIVATE, 16);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        caller.close();
        for (AutoCloseable c : open) c.close();
    }

    @Test
    void an_ordinary_answer_comes_back_whole() {
        RawServer server = server(RawServer.answering(
                "HTTP/1.1 201 Created\r\nContent-Length: 5\r\nX-Two: a\r\nX-Two: b\r\nX-Empty:\r\n\r\nhello"));

        Answered answer = answered(call(post(server.url(), "{}")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).asString(UTF_8).isEqualTo("hello");
        assertThat(answer.truncated()).isFalse();
        assertThat(answer.headers()).containsEntry("x-two", "a, b").containsEntry("x-empty", "");
        assertThat(answer.answeredAt()).isEqualTo(answer.sentAt().plus(answer.duration()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"})
    void an_answer_without_a_body_has_an_empty_one(String answer) {
        assertThat(answered(call(get(server(RawServer.answering(answer)).url()))).body()).isEmpty();
    }

    @Test
    void the_request_goes_out_as_the_job_has_it() throws Exception {
        List<String> seen = new ArrayList<>();
        RawServer server = server(new RawServer(c -> {
            seen.add(c.request());
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }));
        String url = "http://127.0.0.1:" + server.port() + "/ä/%20x?q=ö&r=%2F#fragment";

        answered(call(delivery(new HttpCall("PUT", url, Map.of("X-Mine", "1"), "é".getBytes(UTF_8)), SHORT, false)));

        String request = seen.getFirst();
        assertThat(request).startsWith("PUT /%C3%A4/%20x?q=%C3%B6&r=%2F HTTP/1.1\r\n");
        assertThat(request).contains("X-Mine: 1\r\n", "User-Agent: Prikke/test\r\n", "Content-Length: 2\r\n");
        assertThat(request).contains("Host: 127.0.0.1:" + server.port() + "\r\n", "Content-Type: text/plain; charset=utf-8\r\n");
        assertThat(request).doesNotContain("Accept-Encoding", "Apache");
    }

    @Test
    void a_gigabyte_is_cut_off_and_costs_neither_time_nor_memory() {
        byte[] chunk = new byte[1 << 16];
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
            for (int i = 0; i < 1 << 14; i++) c.out().write(chunk);
        }));
        long before = used();

        Answered answer = answered(call(get(server.url(), Duration.ofSeconds(20))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(256 * 1024);
        assertThat(answer.truncated()).isTrue();
        assertThat(answer.duration()).isLessThan(Duration.ofSeconds(5));
        assertThat(used() - before).isLessThan(32L << 20);
        // The rest is not read: the server's writing breaks off.
        await().until(() -> !server.brokenOff().isEmpty());
    }

    @Test
    void an_endless_chunked_answer_is_cut_off() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) c.send("400\r\n" + "x".repeat(1024) + "\r\n");
        }));

        Answered answer = answered(call(get(server.url(), Duration.ofSeconds(20))));

        assertThat(answer.truncated()).isTrue();
        assertThat(answer.duration()).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"262143, false", "262144, false", "262145, true"})
    void the_flag_tells_whether_there_was_more_than_256_kib(int length, boolean truncated) {
        RawServer server = server(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length)));

        Answered answer = answered(call(get(server.url())));

        assertThat(answer.truncated()).isEqualTo(truncated);
        assertThat(answer.body()).hasSize(Math.min(length, 256 * 1024));
        assertThat(answered(call(get(server.url()))).body()).as("the next call").hasSize(Math.min(length, 256 * 1024));
    }

    @Test
    void a_body_that_drips_ends_at_the_timeout_with_what_had_come() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while (true) {
                c.send("x");
                Thread.sleep(50);
            }
        }));

        Broken broken = broken(call(get(server.url(), SHORT)), ErrorCode.TIMEOUT);

        assertThat(broken.status()).isEqualTo(200);
        assertThat(broken.body()).asString(UTF_8).startsWith("xxx");
        assertThat(broken.message()).contains("1s");
    }

    @Test
    void a_head_that_drips_ends_at_the_timeout() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                c.send("x");
                Thread.sleep(50);
            }
        }));

        assertThat(broken(call(get(server.url(), SHORT)), ErrorCode.TIMEOUT).status()).isNull();
    }

    @Test
    void informational_answers_without_end_end_at_the_timeout() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            while (true) {
                c.send("HTTP/1.1 103 Early Hints\r\n\r\n");
                Thread.sleep(5);
            }
        }));

        broken(call(get(server.url(), SHORT)), ErrorCode.TIMEOUT);
    }

    @Test
    void a_target_that_never_answers_ends_at_the_timeout() {
        RawServer server = server(new RawServer(c -> c.in().transferTo(OutputStream.nullOutputStream())));

        broken(call(post(server.url(), "{}")), ErrorCode.TIMEOUT);
    }

    @Test
    void a_target_that_does_not_read_a_large_request_ends_at_the_timeout() {
        CountDownLatch end = new CountDownLatch(1);
        open.add(end::countDown);
        RawServer server = server(new RawServer(c -> end.await()));
        byte[] body = new byte[8 << 20];

        broken(call(delivery(new HttpCall("POST", server.url(), Map.of(), body), SHORT, false)), ErrorCode.TIMEOUT);
    }

    @Test
    void a_body_that_breaks_off_is_a_reset_with_what_had_come() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
        }));

        Broken broken = broken(call(get(server.url())), ErrorCode.RESET);

        assertThat(broken.status()).isEqualTo(200);
        assertThat(broken.body()).asString(UTF_8).isEqualTo("half");
    }

    @Test
    void chunks_that_break_off_are_a_reset() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        }));

        broken(call(get(server.url())), ErrorCode.RESET);
    }

    @Test
    void a_connection_closed_without_an_answer_is_a_reset() {
        RawServer server = server(new RawServer(RawServer.Connection::request));

        broken(call(get(server.url())), ErrorCode.RESET);
        assertThat(server.connections()).as("on a fresh connection nothing is tried twice").isEqualTo(1);
    }

    @Test
    void a_connection_that_is_torn_down_is_a_reset() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.socket().setSoLinger(true, 0);
        }));

        broken(call(post(server.url(), "{}")), ErrorCode.RESET);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SSH-2.0-OpenSSH_9.9\r\n",
        "220 mail ready\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "\0\0\0\0\0\0\0\0\r\n\r\n"
    })
    void what_is_no_http_is_a_reset(String garbage) {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send(garbage);
        }));

        broken(call(get(server.url())), ErrorCode.RESET);
    }

    @Test
    void a_header_without_end_is_too_large() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nX: ");
            while (true) c.send("x".repeat(1024));
        }));

        broken(call(get(server.url(), Duration.ofSeconds(20))), ErrorCode.RESPONSE_TOO_LARGE);
    }

    @Test
    void headers_without_end_are_too_large() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\n");
            while (true) c.send("X-Header: value\r\n");
        }));

        broken(call(get(server.url(), Duration.ofSeconds(20))), ErrorCode.RESPONSE_TOO_LARGE);
    }

    @Test
    void many_large_headers_together_are_too_large() {
        String header = "X-Header: " + "\"".repeat(8000) + "\r\n";
        RawServer server = server(RawServer.answering("HTTP/1.1 200 OK\r\n" + header.repeat(100) + "Content-Length: 0\r\n\r\n"));

        broken(call(get(server.url(), Duration.ofSeconds(20))), ErrorCode.RESPONSE_TOO_LARGE);
    }

    @Test
    void of_more_headers_than_can_be_stored_those_that_fit_are_kept_and_it_is_said_so() {
        String header = "X-%03d: " + "\"".repeat(250) + "\1\r\n";
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n");
        for (int i = 0; i < 250; i++) head.append(String.format(header, i));
        RawServer server = server(RawServer.answering(head + "Retry-After: 7\r\nLocation: /" + "x".repeat(900) + "\r\n\r\nok"));

        Answered answer = answered(call(get(server.url())));

        assertThat(answer.body()).asString(UTF_8).isEqualTo("ok");
        assertThat(JsonText.of(answer.headers()).length()).isBetween(64 * 1024 - 1_000, 64 * 1024);
        assertThat(answer.headers()).containsKeys("content-length", "x-000", "x-100").doesNotContainKey("x-249");
        assertThat(answer.headers()).as("what decides on how to go on, wherever it stands").containsKeys("retry-after", "location");
        int kept = answer.headers().size() - 1;
        assertThat(answer.headers()).containsEntry(AnswerHead.DROPPED, Integer.toString(253 - kept));
    }

    @Test
    void a_head_that_can_be_stored_is_kept_whole() {
        String header = "X-%03d: " + "\"".repeat(150) + "\1\r\n";
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n");
        for (int i = 0; i < 190; i++) head.append(String.format(header, i));
        RawServer server = server(RawServer.answering(head + "\r\n"));

        assertThat(answered(call(get(server.url()))).headers()).hasSize(191).doesNotContainKey(AnswerHead.DROPPED);
    }

    @Test
    void nobody_listening_is_a_refused_connection() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Broken broken = broken(call(get("http://127.0.0.1:" + free + "/")), ErrorCode.CONNECT_REFUSED);

        assertThat(broken.status()).isNull();
        assertThat(broken.body()).isNull();
    }

    @Test
    void a_name_without_an_address_is_dns() {
        assertThat(broken(call(get("http://nowhere.invalid/")), ErrorCode.DNS).message()).contains("nowhere.invalid");
    }

    @Test
    void a_name_server_that_does_not_answer_is_dns_and_ends_at_the_timeout() {
        CountDownLatch never = new CountDownLatch(1);
        open.add(never::countDown);
        HttpCaller stuck = resolving(host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new InetAddress[0];
        });

        assertThat(broken(call(stuck, get("http://slow.example/", SHORT)), ErrorCode.DNS).message())
                .contains("slow.example");
    }

    @Test
    void a_connection_that_never_comes_about_ends_at_the_timeout() throws Exception {
        InetSocketAddress full = fullBacklog("127.0.0.1", 0);

        broken(call(get("http://127.0.0.1:" + full.getPort() + "/", SHORT)), ErrorCode.CONNECT_TIMEOUT);
    }

    @Test
    void several_addresses_that_never_answer_end_at_the_timeout_together() throws Exception {
        int port = fullBacklog("127.0.0.1", 0).getPort();
        fullBacklog("127.0.0.2", port);
        fullBacklog("127.0.0.3", port);
        HttpCaller many = resolving(host -> new InetAddress[] {
            InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.3")
        });

        broken(call(many, get("http://many.example:" + port + "/", SHORT)), ErrorCode.CONNECT_TIMEOUT);
    }

    @Test
    void where_the_first_address_refuses_the_next_is_tried() {
        RawServer server = server(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        HttpCaller two = resolving(host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.9"), InetAddress.ofLiteral("127.0.0.1")});

        assertThat(answered(call(two, get("http://two.example:" + server.port() + "/"))).status()).isEqualTo(200);
    }

    @Test
    void a_handshake_that_never_ends_ends_at_the_timeout() {
        RawServer server = server(new RawServer(c -> c.in().transferTo(OutputStream.nullOutputStream())));

        broken(call(get("https://127.0.0.1:" + server.port() + "/", SHORT)), ErrorCode.CONNECT_TIMEOUT);
    }

    @Test
    void a_target_that_speaks_no_tls_is_a_tls_failure() {
        RawServer server = server(new RawServer(c -> c.send("HTTP/1.1 400 Bad Request\r\n\r\n")));

        broken(call(get("https://127.0.0.1:" + server.port() + "/")), ErrorCode.TLS);
    }

    @Test
    void a_handshake_that_breaks_off_is_a_tls_failure() {
        RawServer server = server(new RawServer(c -> c.in().read(new byte[16])));

        Broken broken = broken(call(get("https://127.0.0.1:" + server.port() + "/")), ErrorCode.TLS);

        assertThat(broken.message()).contains("TLS");
    }

    @Test
    void a_forbidden_address_is_not_connected_to() {
        RawServer server = server(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        EgressPolicy closed = new EgressPolicy(false, EgressPolicy.Rules.NONE, EgressPolicy.Rules.NONE);
        HttpCaller careful = new HttpCaller(closed, 4);
        open.add(careful);

        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
            broken(call(careful, get("http://" + host + ":" + server.port() + "/")), ErrorCode.EGRESS_DENIED);
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void a_redirect_to_a_forbidden_address_is_not_followed() {
        RawServer inside = server(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"));
        RawServer outside = server(redirecting("302", "http://inside.example:" + inside.port() + "/"));
        EgressPolicy policy = new EgressPolicy(false, EgressPolicy.Rules.parse(List.of("outside.example")), EgressPolicy.Rules.NONE);
        HttpCaller careful = new HttpCaller(policy, 4, host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        open.add(careful);

        Outcome outcome = call(careful, following("GET", "http://outside.example:" + outside.port() + "/"));

        broken(outcome, ErrorCode.EGRESS_DENIED);
        assertThat(inside.connections()).isZero();
    }

    @Test
    void a_name_whose_address_changes_is_judged_by_the_address_that_is_connected_to() {
        RawServer server = server(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        List<String> asked = new ArrayList<>();
        EgressPolicy policy = new EgressPolicy(false, EgressPolicy.Rules.parse(List.of("127.0.0.5")), EgressPolicy.Rules.NONE);
        HttpCaller careful = new HttpCaller(policy, 4, host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.ofLiteral(asked.size() == 1 ? "127.0.0.5" : "127.0.0.1")};
        });
        open.add(careful);

        // The allowed address has no listener; the forbidden one, which the second answer names, has.
        broken(call(careful, get("http://changing.example:" + server.port() + "/")), ErrorCode.CONNECT_REFUSED);
        broken(call(careful, get("http://changing.example:" + server.port() + "/")), ErrorCode.EGRESS_DENIED);
        assertThat(server.connections()).isZero();
        assertThat(asked).as("one look-up a connection").hasSize(2);
    }

    @Test
    void redirects_are_not_followed_unless_asked_for() {
        RawServer server = server(redirecting("302", "/next"));

        assertThat(answered(call(get(server.url()))).status()).isEqualTo(302);
    }

    @Test
    void a_loop_of_redirects_ends_after_five() {
        RawServer server = server(redirecting("302", "/again?" + "x".repeat(2000)));

        Broken broken = broken(call(following("GET", server.url())), ErrorCode.HTTP_STATUS);

        assertThat(broken.message()).contains("5 times");
        assertThat(broken.status()).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({"307, POST, POST", "308, POST, POST", "303, POST, GET", "302, POST, GET", "301, POST, GET", "302, PUT, PUT", "303, HEAD, HEAD"})
    void a_redirect_is_followed_with_the_method_that_its_status_asks_for(String status, String method, String followed) {
        List<String> seen = new ArrayList<>();
        RawServer server = server(new RawServer(c -> {
            seen.add(c.request());
            c.send("HTTP/1.1 " + status + " Go\r\nLocation: next?a=1\r\nContent-Length: 0\r\n\r\n");
            seen.add(c.request());
            c.send("HTTP/1.1 200 OK\r\n" + (followed.equals("HEAD") ? "" : "Content-Length: 0\r\n") + "\r\n");
        }));

        assertThat(answered(call(following(method, server.url()))).status()).isEqualTo(200);

        assertThat(seen.get(1)).startsWith(followed + " /next?a=1 HTTP/1.1");
        assertThat(seen.get(1)).contains("User-Agent: Prikke/test");
        boolean withBody = followed.equals("POST") || followed.equals("PUT") || followed.equals("HEAD");
        assertThat(seen.get(1).endsWith("hello")).isEqualTo(withBody);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/", "file:///etc/passwd", "http://", "http://bad host/", "//user:pass@", "http://x:99999/", " "})
    void a_redirect_to_nowhere_is_said_so(String location) {
        Broken broken = broken(call(following("GET", server(redirecting("302", location)).url())), ErrorCode.HTTP_STATUS);

        assertThat(broken.message()).startsWith("The target ");
        assertThat(broken.status()).isEqualTo(302);
    }

    @Test
    void all_hops_share_one_timeout() {
        RawServer server = server(new RawServer(c -> {
            while (!c.request().isEmpty()) {
                Thread.sleep(400);
                c.send("HTTP/1.1 302 Go\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
            }
        }));

        broken(call(delivery(new HttpCall("GET", server.url(), Map.of(), null), SHORT, true)), ErrorCode.TIMEOUT);
    }

    @Test
    void connections_are_used_again() {
        RawServer server = server(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));

        for (int i = 0; i < 5; i++) answered(call(post(server.url(), "{}")));

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_request_goes_on_to_a_fresh_connection_however_many_used_ones_break() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        RawServer server = server(new RawServer(c -> {
            // The first three answer together, so that there are three of them, and close when they are used again.
            c.request();
            if (c.number() <= 3) {
                all.countDown();
                all.await();
            }
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            if (c.number() <= 3) {
                c.request();
                return;
            }
            while (!c.request().isEmpty()) c.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> first = new ArrayList<>();
            for (int i = 0; i < 3; i++) first.add(threads.submit(() -> call(get(server.url()))));
            for (Future<Outcome> outcome : first) answered(outcome.get());
        }

        assertThat(answered(call(get(server.url()))).status()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(4);
    }

    @Test
    void on_a_fresh_connection_nothing_is_sent_again() {
        RawServer server = server(new RawServer(c -> c.request()));

        broken(call(post(server.url(), "{}")), ErrorCode.RESET);

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void once_an_answer_has_begun_nothing_is_sent_again() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
        }));
        answered(call(post(server.url(), "{}")));

        broken(call(post(server.url(), "{}")), ErrorCode.RESET);

        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "POST", "PATCH"})
    void a_request_is_sent_again_where_a_used_connection_breaks_before_an_answer(String method) {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 204 No Content\r\n\r\n");
            c.request();
        }));
        Delivery delivery = delivery(new HttpCall(method, server.url(), Map.of(), null), SHORT, false);

        answered(call(delivery));
        answered(call(delivery));

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_request_that_could_not_be_written_whole_is_sent_again() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            if (c.number() == 1) {
                c.in().read();
                c.socket().setSoLinger(true, 0);
            }
        }));
        byte[] large = new byte[8 << 20];

        answered(call(post(server.url(), "{}")));
        answered(call(delivery(new HttpCall("POST", server.url(), Map.of(), large), Duration.ofSeconds(10), false)));

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_connection_that_the_target_closed_while_it_rested_is_noticed_before_it_is_used() {
        RawServer server = server(new RawServer(c -> {
            c.request();
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }));
        answered(call(post(server.url(), "{}")));

        // The rest itself is what this is about.
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);

        answered(call(post(server.url(), "{}")));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void what_prikke_adds_is_made_for_the_body_that_a_hop_sends() {
        List<String> seen = new CopyOnWriteArrayList<>();
        RawServer server = server(new RawServer(c -> {
            seen.add(c.request());
            c.send("HTTP/1.1 303 Go\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n");
            seen.add(c.request());
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }));

        answered(call(following("POST", server.url())));

        assertThat(seen.get(0)).contains("Body: 5\r\n");
        assertThat(seen.get(1)).contains("Body: 0\r\n", "Webhook-Id: 1\r\n");
    }

    @Test
    void another_origin_gets_nothing_that_vouches_for_the_request_and_nor_does_what_it_redirects_to() {
        List<String> seen = new CopyOnWriteArrayList<>();
        RawServer home = server(new RawServer(c -> {
            while (seen.add(c.request())) c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }));
        RawServer away = server(new RawServer(c -> {
            seen.add(c.request());
            c.send("HTTP/1.1 307 Go\r\nLocation: " + home.url() + "\r\nContent-Length: 0\r\n\r\n");
        }));
        RawServer start = server(redirecting("307", away.url()));
        Map<String, String> own = Map.of("Authorization", "Bearer x", "X-Session", "s", "X-Plain", "p");

        answered(call(delivery(new HttpCall("POST", start.url(), own, "hello".getBytes(UTF_8)), Duration.ofSeconds(10), true)));

        assertThat(seen).hasSizeGreaterThanOrEqualTo(2);
        assertThat(seen.subList(0, 2)).allSatisfy(request -> assertThat(request)
                .contains("X-Plain: p\r\n", "User-Agent: Prikke/test\r\n")
                .doesNotContain("Webhook-", "Prikke-", "Authorization", "X-Session")
                .endsWith("hello"));
    }

    @Test
    void cookies_are_not_kept() {
        List<String> seen = new ArrayList<>();
        RawServer server = server(new RawServer(c -> {
            for (int i = 0; i < 2; i++) {
                seen.add(c.request());
                c.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
            }
        }));

        answered(call(get(server.url())));
        answered(call(get(server.url())));

        assertThat(seen).hasSize(2).noneMatch(request -> request.contains("Cookie"));
    }

    @Test
    void a_character_cut_in_the_middle_does_not_break_the_reading_of_the_rest() {
        String body = "x".repeat(256 * 1024 - 1) + "\u00c3\u00a9";
        RawServer server = server(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));

        Answered answer = answered(call(get(server.url())));

        assertThat(answer.truncated()).isTrue();
        assertThat(new String(answer.body(), UTF_8)).hasSize(256 * 1024).endsWith("x\ufffd");
    }

    private RawServer server(RawServer server) {
        open.add(server);
        return server;
    }

    private HttpCaller resolving(PolicedResolver.Lookup lookup) {
        HttpCaller made = new HttpCaller(EgressPolicy.ALLOW_PRIVATE, 4, lookup);
        open.add(made);
        return made;
    }

    private static RawServer redirecting(String status, String location) {
        return RawServer.answering("HTTP/1.1 " + status + " Go\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    }

    /** A listener whose queue of connections is full: a further one gets no answer from the system. */
    private InetSocketAddress fullBacklog(String address, int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, 1, InetAddress.ofLiteral(address));
        open.add(listener);
        InetSocketAddress at = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        for (int i = 0; i < 10; i++) {
            Socket filler = new Socket();
            open.add(filler);
            try {
                filler.connect(at, 100);
            } catch (SocketTimeoutException full) {
                return at;
            }
        }
        throw new IOException("The listener took everything");
    }

    private Outcome call(Delivery delivery) {
        return call(caller, delivery);
    }

    private static Outcome call(HttpCaller by, Delivery delivery) {
        return by.call(delivery, Hop.first(delivery.call()), ADDED, Instant.now());
    }

    private static Delivery get(String url) {
        return get(url, Duration.ofSeconds(10));
    }

    private static Delivery get(String url, Duration timeout) {
        return delivery(new HttpCall("GET", url, Map.of(), null), timeout, false);
    }

    private static Delivery post(String url, String body) {
        return delivery(new HttpCall("POST", url, Map.of(), body.getBytes(UTF_8)), SHORT, false);
    }

    private static Delivery following(String method, String url) {
        return delivery(new HttpCall(method, url, Map.of(), method.equals("GET") ? null : "hello".getBytes(UTF_8)), Duration.ofSeconds(10), true);
    }

    private static Delivery delivery(HttpCall call, Duration timeout, boolean follow) {
        RetryPolicy none = new RetryPolicy(0, Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new Delivery(call, timeout, none, null, null, follow);
    }

    private static Answered answered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Answered.class);
        return (Answered) outcome;
    }

    /** All that break do so with this code, and when it is the time that is up, when it is. */
    private static Broken broken(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOf(Broken.class);
        Broken broken = (Broken) outcome;
        assertThat(broken.code()).as(broken.message()).isEqualTo(code);
        if (code == ErrorCode.TIMEOUT || code == ErrorCode.CONNECT_TIMEOUT) {
            assertThat(broken.duration()).isBetween(SHORT.minusMillis(20), SHORT.plus(SLACK));
        } else {
            assertThat(broken.duration()).isLessThan(SHORT.plus(SLACK));
        }
        return broken;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

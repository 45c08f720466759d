package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.daemon.TestDaemon;

/** Requests whose end a proxy in front might see elsewhere than the daemon does. */
@ExtendWith(TestDaemon.Shared.class)
class FramingTest {
    /** What is hidden in the body of the request before it; nobody may ever see it answered. */
    private static final String HIDDEN = "GET /version HTTP/1.1\r\nHost: x\r\nX-Hidden: yes\r\n\r\n";

    private final TestDaemon daemon;

    FramingTest(TestDaemon daemon) {
        this.daemon = daemon;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Content-Length: 51",
                "Content-Length: 0|Content-Length: 51",
                "Content-Length: 51|Content-Length: 51",
                "Content-Length: 0, 51",
                "Content-Length: -1",
                "Content-Length: +51",
                "Content-Length: 0x33",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked|Transfer-Encoding: identity",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding : chunked",
                "Content-Length : 51",
                "X-Folded: a|  Transfer-Encoding: chunked",
                "X-Folded: a|\tContent-Length: 51",
                "Content Length: 51",
                ": nameless"
            })
    void is_refused_and_nothing_after_it_is_read(String headers) throws IOException {
        String answer = exchange("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n0\r\n\r\n" + HIDDEN);

        assertThat(answer).matches("(?s)HTTP/1.1 (400|501) .*").contains("application/problem+json");
        assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer, then the end").hasSize(2);
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("connection: close").doesNotContain("helidon", "exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /version HTTP/1.1\nHost: x\n\n", "GET  /version HTTP/1.1\r\nHost: x\r\n\r\n", "GET /version HTTP/2.0\r\nHost: x\r\n\r\n"})
    void lines_that_end_or_read_otherwise_are_refused(String request) throws IOException {
        assertThat(exchange(request)).satisfiesAnyOf(
                answer -> assertThat(answer).startsWith("HTTP/1.1 400 "), answer -> assertThat(answer).startsWith("HTTP/1.1 505 "));
    }

    @Test
    void requests_that_come_at_once_are_answered_in_their_order() throws IOException {
        String body = "{\"email\":\"x\"}";
        try (Wire wire = new Wire(daemon.url(), "127.0.0.1")) {
            wire.write("GET /version HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body
                    + "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n"
                    + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(List.of(wire.read().status(), wire.read().status(), wire.read().status(), wire.read().status()))
                    .containsExactly(200, 422, 422, 404);
        }
    }

    @Test
    void too_many_and_too_large_headers_and_lines_are_refused() throws IOException {
        assertThat(exchange("GET /version HTTP/1.1\r\nHost: x\r\n" + many(150) + "\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(exchange("GET /version HTTP/1.1\r\nHost: x\r\nX-A: " + "b".repeat(40_000) + "\r\n\r\n")).matches("(?s)HTTP/1.1 4(00|31) .*");
        assertThat(exchange("GET /" + "b".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")).matches("(?s)HTTP/1.1 4(00|14) .*");
    }

    private static String many(int count) {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < count; i++) headers.append("X-").append(i).append(": b\r\n");
        return headers.toString();
    }

    private String exchange(String request) throws IOException {
        try (Wire wire = new Wire(daemon.url(), "127.0.0.1")) {
            return wire.write(request).rest();
        }
    }
}

package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** HEAD, byte by byte: an answer with a body would be taken for the beginning of the next one. */
@ExtendWith(TestDaemon.Shared.class)
class HeadTest {
    /** What differs from one answer to the next, whatever the method. */
    private static final Set<String> EVER_NEW = Set.of("date", "prikke-request-id", "ratelimit", "content-encoding");

    private final TestDaemon daemon;
    private final TestClient owner;
    private final String org;
    private final Map<String, String> named = new HashMap<>();

    HeadTest(TestDaemon daemon) {
        this.daemon = daemon;
        owner = daemon.newUser();
        org = owner.get("/orgs").at("data/0/id");
        named.put("job", owner.put("/jobs/headed", "{\"url\": \"http://127.0.0.1:9/\", \"every\": \"1h\", \"retries\": 0}").is(201).at("id"));
        String run = owner.post("/jobs/headed/run").is(201).at("id");
        owner.get("/executions/" + run + "?wait=20s").is(200);
        named.put("run", run);
        named.put("execution", run);
        named.put("org", org);
        owner.put("/queues/mail", "{}").is(200);
        named.put("name", "mail");
    }

    @Test
    void every_page_and_every_route_answers_it_as_it_answers_get_and_is_done() throws IOException {
        List<String> routes = daemon.routes().stream().filter(route -> route.startsWith("GET ")).map(route -> route.substring(4)).toList();
        assertThat(routes).hasSizeGreaterThan(60);
        try (Wire wire = new Wire(daemon.url(), "127.0.0.1")) {
            for (String route : routes) {
                Wire.Reply head = wire.write(request("HEAD", path(route))).head();
                // Whatever came after the head would be read as this one's.
                assertThat(wire.write(request("GET", "/version")).read().status()).as("after HEAD %s", route).isEqualTo(200);
                if (head.header("Content-Type").startsWith("text/event-stream")) continue;
                Wire.Reply get = get(route);
                assertThat(head.status()).as(route).isEqualTo(get.status());
                assertThat(headers(head)).as(route).isEqualTo(headers(get));
                // Between the two a page may say of something that it was a second longer ago. What comes in chunks says no length.
                if (length(get) < 0) assertThat(length(head)).as(route).isPositive();
                else assertThat(length(head)).as(route).isCloseTo(length(get), within(64));
            }
        }
    }

    /** Each over a connection of its own: one that ends with the answer is read whole, whatever its framing. */
    private Wire.Reply get(String route) throws IOException {
        try (Wire wire = new Wire(daemon.url(), "127.0.0.1")) {
            return wire.write(request("GET", path(route))).head();
        }
    }

    private String path(String route) {
        String path = route;
        for (Map.Entry<String, String> part : named.entrySet()) path = path.replace("{" + part.getKey() + "}", part.getValue());
        return path.replaceAll("\\{[^}]+}", "headed");
    }

    private String request(String method, String path) {
        String who = path.startsWith("/api/v1/") || path.equals("/metrics") ? "Authorization: Bearer " + owner.token() : "Cookie: prikke=" + owner.token();
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + who + "\r\nPrikke-Org: " + org + "\r\n\r\n";
    }

    /** The body's, or -1 where it is not known when the answer begins. */
    private static int length(Wire.Reply reply) {
        String length = reply.header("Content-Length");
        return length.isEmpty() ? -1 : Integer.parseInt(length);
    }

    /** Those that say how the body of a GET is framed, where its length is not known when it begins, are not needed where there is none. */
    private static Map<String, String> headers(Wire.Reply reply) {
        Map<String, String> headers = new TreeMap<>();
        reply.head().lines().skip(1).filter(line -> line.contains(":")).forEach(line -> {
            String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
            if (!EVER_NEW.contains(name)) headers.merge(name, line.substring(line.indexOf(':') + 1).strip(), (a, b) -> a + "\n" + b);
        });
        headers.remove("content-length");
        headers.remove("transfer-encoding");
        headers.remove("trailer");
        return headers;
    }
}

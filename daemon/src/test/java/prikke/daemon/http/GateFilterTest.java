package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gate that is shut, before a route of the API and another. */
class GateFilterTest {
    private static final WebServer SERVER = WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .shutdownHook(false)
            .routing(routing -> {
                routing.addFilter(new GateFilter(_ -> "It starts."));
                routing.get("/api/v1/jobs", (_, response) -> response.send("in"));
                routing.get("/version", (_, response) -> response.send("in"));
            })
            .build()
            .start();

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs", "/%61pi/v1/jobs", "/x/../api/v1/jobs", "http://x/api/v1/jobs"})
    void keeps_the_api_shut_however_its_path_is_written(String path) throws IOException {
        assertThat(status(path)).isEqualTo(503);
    }

    @Test
    void lets_other_questions_through() throws IOException {
        assertThat(status("/version")).isEqualTo(200);
    }

    private static int status(String path) throws IOException {
        try (Wire wire = new Wire("http://127.0.0.1:" + SERVER.port(), "127.0.0.1")) {
            return wire.write("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").read().status();
        }
    }
}

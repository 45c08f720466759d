package prikke.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Server-sent events on the wire. */
class SseTest {
    @Test
    void whatever_breaks_a_line_of_the_data_ends_no_event_and_is_no_field_of_its_own() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new Sse(out).event("now", "one\ntwo\r\nthree\revent: end\r\rfour");

        assertThat(out.toString(UTF_8)).isEqualTo("event: now\ndata: one\ndata: two\ndata: three\ndata: event: end\ndata: \ndata: four\n\n");
    }
}

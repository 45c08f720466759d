package prikke.daemon.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import prikke.daemon.web.runs.Body;

/** Bodies as pages show them. */
class BodyTest {
    @Test
    void json_that_would_grow_to_many_megabytes_by_its_indentation_is_shown_as_it_came() {
        String deep = "{\"a\":".repeat(900)
                + IntStream.range(0, 20_000).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(",", "{", "}"))
                + "}".repeat(900);

        Body body = Body.of(deep.getBytes(UTF_8), false);

        assertThat(body.kind()).isEqualTo("text");
        assertThat(body.text()).isEqualTo(deep);
    }
}

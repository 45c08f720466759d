package prikke.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("url", "run_at", "follow_redirects", "retries", "server.port");

    @ParameterizedTest
    @CsvSource({
        "ulr, url",
        "uri, url",
        "runat, run_at",
        "followRedirects, follow_redirects",
        "retires, retries",
        "server.prot, server.port"
    })
    void a_slip_is_understood(String given, String meant) {
        assertThat(Nearest.to(given, KNOWN)).isEqualTo(meant);
    }

    @Test
    void what_is_like_nothing_known_is_not_guessed_at() {
        assertThat(Nearest.to("colour", KNOWN)).isNull();
        assertThat(Nearest.to("x".repeat(10_000), KNOWN)).isNull();
    }
}

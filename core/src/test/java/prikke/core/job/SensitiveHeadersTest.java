package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveHeadersTest {
    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "AUTHORIZATION", "Proxy-Authorization", "cookie", "Set-Cookie", "X-Api-Key", "X-AUTH-TOKEN", "Client-Secret", "Token"})
    void credentials_are_known_by_their_names(String name) {
        assertThat(SensitiveHeaders.named(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Type", "X-Monkey", "Keyboard", "X-Token-Kind", "Idempotency", "Cookies-Wanted"})
    void what_only_looks_like_it_is_none(String name) {
        assertThat(SensitiveHeaders.named(name)).isFalse();
    }

    @Test
    void masking_keeps_the_names_their_order_and_the_other_values() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-A", "1");
        headers.put("x-api-key", "s3cret");
        headers.put("X-B", "2");

        assertThat(SensitiveHeaders.masked(headers)).hasToString("{X-A=1, x-api-key=********, X-B=2}");
    }
}

package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
    private final Expectations expectations = new Expectations();

    @Test
    void what_many_attempts_expect_is_read_once() {
        assertThat(expectations.of(expecting("200", "/a+/"))).isSameAs(expectations.of(expecting("200", "/a+/")));
    }

    @Test
    void another_status_or_body_is_another_expectation() {
        assertThat(expectations.of(expecting("200", "a")).allows(201)).isFalse();
        assertThat(expectations.of(expecting("201", "a")).allows(201)).isTrue();
        assertThat(expectations.of(expecting("201", null)).body()).isNull();
        assertThat(expectations.of(expecting(null, null))).isEqualTo(Expectation.DEFAULT);
    }

    @Test
    void however_many_there_are_each_is_as_it_was_written() {
        for (int i = 0; i < 2 * Expectations.MOST_KEPT; i++) {
            assertThat(expectations.of(expecting(null, "body " + i)).body()).isEqualTo(new Expectation.BodyRule.Contains("body " + i));
        }
    }

    private static Delivery expecting(@Nullable String status, @Nullable String body) {
        return new Delivery(
                new HttpCall("GET", "http://a.example/", Map.of(), null),
                Duration.ofSeconds(30),
                new RetryPolicy(0, Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                status,
                body,
                false);
    }
}

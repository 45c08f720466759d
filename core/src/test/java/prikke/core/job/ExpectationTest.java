package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.job.Expectation.BodyRule;

class ExpectationTest {
    @Test
    void by_default_any_2xx_will_do_and_nothing_else() {
        assertThat(IntStream.range(100, 600).filter(Expectation.parse(null, null)::allows)).containsExactlyElementsOf(
                IntStream.range(200, 300).boxed().toList());
    }

    @Test
    void statuses_are_single_ones_and_ranges_with_blanks_wherever() {
        Expectation expectation = Expectation.parse(" 200 - 204, 304,404-404 ", null);

        assertThat(IntStream.range(100, 600).filter(expectation::allows)).containsExactly(200, 201, 202, 203, 204, 304, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "200,", "abc", "99", "600", "300-200", "200-300-400", "-200", "200-", "2xx", "200;201", "99999999999"})
    void what_is_no_status_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Expectation.parse(text, null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("200-299,304");
    }

    @ParameterizedTest
    @CsvSource({
        "ok, it is ok now, true",
        "ok, OK, false",
        "/^\\d+$/, 123, true",
        "/^\\d+$/, 12x, false",
        "/(?i)OK/, all ok, true",
        "/, a/b, true",
        "//, anything, true",
        "/a, x/a, true",
        "'\"status\":\"up\"', '{\"status\":\"up\"}', true"
    })
    void a_body_rule_is_a_substring_or_an_expression_between_slashes(String rule, String body, boolean holds) {
        assertThat(Expectation.bodyRule(rule).holds(body)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/(/", "/[a/", "/a{2,1}/", "/(?=x)/", "/\\1/"})
    void an_expression_that_cannot_be_read_is_refused_with_the_reason(String rule) {
        assertThatThrownBy(() -> Expectation.parse(null, rule))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("RE2");
    }

    @Test
    void no_expression_takes_for_ever() {
        BodyRule evil = Expectation.bodyRule("/(a+)+(b|a)*$/");
        long start = System.nanoTime();

        evil.holds("a".repeat(262_143) + "!");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}

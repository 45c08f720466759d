package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.job.Expectation.BodyRule;

@Isolated("measures how long")
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

    @ParameterizedTest
    @ValueSource(strings = {
        "(a{1000}){1000}", "((a{1000}){1000}){1000}", "(((a{30}){30}){30}){30}", "a{301}", "[ab]*a[ab]{900}c", "(?:a?){299}", "(?:(?:x{9}){9}){9}",
        "(?:a{0,50}){50}", "(a+){1000}", "a{9}{999}{999}{999}"
    })
    void an_expression_that_would_take_long_is_refused_at_once_and_told_what_to_do(String expression) {
        long start = System.nanoTime();

        assertThatThrownBy(() -> Expectation.parse(null, "/" + expression + "/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*(too large to be matched quickly.*plain substring|RE2).*");

        assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}", "a{250}",
        "\"id\":\\s*\"\\w{1,64}\".*\"state\":\\s*\"(up|ok|running)\""
    })
    void expressions_as_people_write_them_are_taken(String expression) {
        assertThat(Expectation.bodyRule("/" + expression + "/")).isInstanceOf(BodyRule.Matches.class);
    }

    @ParameterizedTest
    @CsvSource({"/(?=x)/, lookaround", "/(?<!x)y/, lookaround", "/(a)\\1/, write out what is to match"})
    void what_re2_lacks_is_refused_by_its_name(String rule, String says) {
        assertThatThrownBy(() -> Expectation.parse(null, rule))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(says).hasMessageContaining("RE2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+(b|a)*$", "(?:a?){74}b", "[ab]*a[ab]{290}c", "(?:(?:a*)*)*b", "(.*a){50}c", "(x+x+)+y", "(((a*)*)*)*c"})
    void no_expression_takes_long_over_the_largest_body(String expression) {
        BodyRule evil = Expectation.bodyRule("/" + expression + "/");
        long start = System.nanoTime();

        assertThat(evil.holds("a".repeat(262_143) + "!")).isFalse();

        // About a second for the worst; the rest is for a machine that does much else.
        assertThat(since(start)).isLessThan(Duration.ofSeconds(6));
    }

    @Property(tries = 500)
    void whatever_is_written_between_slashes_is_an_expression_or_is_refused(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 60) String any,
            @ForAll @Chars({'(', ')', '[', ']', '{', '}', '*', '+', '?', '|', '\\', '1', '9', ',', 'a', '^', '-', ':', 'p', 'L', 'Q', 'E'})
                    @StringLength(max = 60)
                    String evil) {
        for (String text : new String[] {any, evil, evil.repeat(15), "(".repeat(490) + evil + ")".repeat(440)}) {
            try {
                BodyExpression.compile(text).occursIn("aaaa1999,,,((((" + any);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).contains("between the slashes");
            }
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

package prikke.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read and written by hand, held against what Jackson and Java make of it. */
class PlainJsonTest {
    private static final String USUAL =
            """
            {"data": [{"key": "tick", "url": "http://x/?a=\\"b\\"&c=\\\\\\n\\u00e9é😀", "retries": -3, "sum": 5000000000, "rate": 99.25,
              "enabled": true, "paused": false, "queue": null, "tags": [], "headers": {}, "": ""}, 0, -0, 12.0], "next_cursor": null}""";

    @Test
    void what_a_daemon_writes_is_read_by_hand() throws JsonProcessingException {
        assertThat(PlainJson.read(USUAL)).isEqualTo(Json.mapper().readTree(USUAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "1e3", "1.", ".5", "01", "-", "123456789012345678901234567890", "1.5e-7", "0.1234567890123456789012", "\"a", "\"\\x\"", "\"\\u12g4\"",
                "\"\t\"", "[1,]", "[1 2]", "{\"a\":1,}", "{\"a\" 1}", "{a: 1}", "nul", "nulll", "truefalse", "[}", "]", "// x\n1", "NaN", "'a'", "1 2", "{} x",
                "\uFEFF{}", "{\"a\": 1, \"a\": 2}", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
                "\u0000", "\"\\/\\b\\f\\n\\r\\t\"", "2147483648", "-2147483648"
            })
    void whatever_else_comes_is_read_or_refused_as_by_the_mapper(String text) {
        assertThat(outcome(text, false)).isEqualTo(outcome(text, true));
    }

    @Test
    void what_is_broken_somewhere_is_read_or_refused_as_by_the_mapper() {
        var random = new Random(6);
        for (int i = 0; i < 3_000; i++) {
            var broken = new StringBuilder(USUAL);
            int at = random.nextInt(broken.length());
            switch (random.nextInt(3)) {
                case 0 -> broken.deleteCharAt(at);
                case 1 -> broken.setLength(at);
                default -> broken.setCharAt(at, "\"\\{}[]:,0e-.tn\u0000 ".charAt(random.nextInt(16)));
            }
            assertThat(outcome(broken.toString(), false)).as(broken.toString()).isEqualTo(outcome(broken.toString(), true));
        }
    }

    @Test
    void what_is_nested_too_deep_is_refused_as_by_the_mapper() {
        for (int depth : new int[] {63, 64, 65}) {
            String text = "[".repeat(depth) + "]".repeat(depth);
            assertThat(outcome(text, false)).isEqualTo(outcome(text, true));
        }
    }

    @Test
    void instants_are_written_with_three_decimals_and_a_z() {
        var formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 300_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(Json.instant(instant)).isEqualTo(formatter.format(instant));
        }
    }

    private static Object outcome(String text, boolean mapper) {
        try {
            return mapper ? Json.mapper().readTree(text) : Json.tree(text);
        } catch (JsonProcessingException e) {
            return String.valueOf(e.getOriginalMessage());
        }
    }
}

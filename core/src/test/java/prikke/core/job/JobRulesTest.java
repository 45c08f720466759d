package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;

/** What a job may be: every refusal, with the field, the code and what the message says to do. */
class JobRulesTest {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
        "null                          | required    | https://example.com/hook",
        "' '                           | required    | https://example.com/hook",
        "ftp://example.com/x           | invalid_url | must begin with http:// or https://",
        "//example.com/x               | invalid_url | must begin with http:// or https://",
        "example.com/x                 | invalid_url | must begin with http:// or https://",
        "javascript:alert(1)           | invalid_url | must begin with http:// or https://",
        "http://user:pw@example.com/   | invalid_url | Authorization header",
        "http:///path                  | invalid_url | valid host name",
        "http://                       | invalid_url | at character 8",
        "http://a b.example/           | invalid_url | %XX",
        "http://example.com/a b        | invalid_url | %XX",
        "http://example.com/{id}       | invalid_url | %XX",
        "http://example.com:0/         | invalid_url | 1 to 65535",
        "http://example.com:65536/     | invalid_url | 1 to 65535",
        "http://example.com:99999999999/ | invalid_url | valid host name",
        "http://[::1/                  | invalid_url | %XX",
    })
    void a_url_that_cannot_be_called_is_refused(@Nullable String url, String code, String says) {
        assertThat(onlyFault("url", url)).isEqualTo(new Says("url", code, says));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://127.0.0.1:7717/hook", "https://example.com", "HTTPS://EXAMPLE.COM/X?y=%20#z", "http://[::1]:8080/", "http://localhost/ä?ö",
        "http://example.com?x", "http://example.com:65535/"
    })
    void a_url_that_can_be_called_is_kept_as_it_is(String url) {
        assertThat(check("url", url).delivery().call().url()).isEqualTo(url);
    }

    @Test
    void a_url_may_be_8_kib_long() {
        String longest = "http://example.com/" + "a".repeat(8192 - 19);

        assertThat(check("url", longest).delivery().call().url()).isEqualTo(longest);
        assertThat(onlyFault("url", longest + "a")).isEqualTo(new Says("url", "invalid_url", "8193 characters long; 8192 are the most"));
    }

    @Test
    void methods_are_in_capitals_and_known() {
        assertThat(check("method", "patch").delivery().call().method()).isEqualTo("PATCH");
        assertThat(onlyFault("method", "CONNECT")).isEqualTo(new Says("method", "unknown_value", "GET, HEAD, POST"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
        "''             | x     | is no header name",
        "X Y            | x     | is no header name",
        "X:Y            | x     | is no header name",
        "Ümlaut         | x     | is no header name",
        "HOST           | x     | is set by Prikke itself",
        "Content-Length | 5     | is set by Prikke itself",
        "Transfer-Encoding | chunked | is set by Prikke itself",
        "webhook-id     | x     | that Prikke adds",
        "Prikke-Attempt | 1     | that Prikke adds",
        "User-Agent     | mine  | that Prikke adds",
        "X-A            | null  | has no value",
        "X-A            | ä     | plain ASCII",
    })
    void a_header_that_cannot_be_sent_is_refused(String name, @Nullable String value, String says) {
        Map<String, @Nullable String> headers = new HashMap<>();
        headers.put(name, value);

        Says fault = onlyFault("headers", headers);

        assertThat(fault.field()).isEqualTo("headers." + name);
        assertThat(fault.message()).contains(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\0b", "a\u007fb"})
    void a_header_value_cannot_smuggle_another_header(String value) {
        assertThat(onlyFault("headers", Map.of("X-A", value)).message()).contains("line break");
    }

    @Test
    void header_values_lose_the_blanks_around_them() {
        assertThat(check("headers", Map.of("X-A", "  a b\t ")).delivery().call().headers()).isEqualTo(Map.of("X-A", "a b"));
    }

    @Test
    void headers_are_limited_in_number_and_length() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 51; i++) many.put("X-" + i, "v");

        assertThat(onlyFault("headers", many)).isEqualTo(new Says("headers", "too_many", "51 entries; 50 are the most"));
        assertThat(onlyFault("headers", Map.of("X-A", "v".repeat(8193))).message()).contains("8193 characters long; 8192");
        assertThat(onlyFault("headers", Map.of("X".repeat(201), "v")).message()).contains("is no header name");
    }

    @Test
    void two_headers_that_differ_in_case_only_are_one_too_many() {
        assertThat(onlyFault("headers", Map.of("X-A", "1", "x-a", "2")).message()).contains("twice");
    }

    @Test
    void a_body_may_be_256_kib_of_utf_8() {
        assertThat(check("body", "é".repeat(128 * 1024)).delivery().call().body()).hasSize(256 * 1024);
        assertThat(onlyFault("body", "é".repeat(128 * 1024) + "x")).isEqualTo(new Says("body", "too_large", "262145 bytes long; 262144 (256 KiB)"));
    }

    @Test
    void a_body_with_half_a_character_is_refused() {
        assertThat(onlyFault("body", "a\ud83d").message()).contains("half a character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", ".a", "a b", "a/b", "ä", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void a_key_is_a_slug(String key) {
        Says fault = onlyFault("key", key);
        assertThat(fault.code()).isEqualTo("invalid_key");
        assertThat(fault.message()).contains("1 to 63 of a-z, 0-9");
    }

    @Test
    void a_key_cannot_look_like_an_id() {
        assertThat(onlyFault("key", "01b8dac5-b400-7e8e-8802-94f0c9ac8ef7").message()).contains("looks like an id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "timeout         | 500ms | goes from 1s to 5m",
        "timeout         | 301s  | goes from 1s to 5m",
        "timeout         | soon  | soon",
        "retryDelay      | 0s    | goes from 1s to 1d",
        "maxRetryDelay   | 25h   | goes from 1s to 1d",
        "misfireGrace    | -1s   | -1s",
        "misfireGrace    | 31d   | 30d",
    })
    void durations_have_bounds(String component, String value, String says) {
        assertThat(onlyFault(component, value).message()).contains(says);
    }

    @Test
    void the_longest_retry_delay_is_not_shorter_than_the_first() {
        assertThat(onlyFault("retryDelay", "5m", "maxRetryDelay", "1m")).isEqualTo(new Says("max_retry_delay", "out_of_range", "shorter than retry_delay"));
        assertThat(check("retryDelay", "2h").delivery().retry().maxDelay()).as("where only the first is given").hasHours(2);
    }

    @ParameterizedTest
    @CsvSource({"retries, -1", "retries, 11", "priority, -1", "priority, 10"})
    void numbers_have_bounds(String component, int value) {
        assertThat(onlyFault(component, value).code()).isEqualTo("out_of_range");
    }

    @ParameterizedTest
    @CsvSource({"backoff, exponential", "overlap, allow", "misfire, run_latest"})
    void a_choice_is_one_of_those_that_there_are(String component, String one) {
        assertThat(onlyFault(component, "whatever")).extracting(Says::code, Says::field).containsExactly("unknown_value", component);
        assertThat(onlyFault(component, "whatever").message()).contains(one);
        assertThat(check(component, one)).isNotNull();
    }

    @Test
    void an_expectation_that_cannot_be_read_is_refused() {
        assertThat(onlyFault("expectedStatus", "ok")).isEqualTo(new Says("expected_status", "invalid_expectation", "200-299,304"));
        assertThat(onlyFault("expectedBody", "/(/")).isEqualTo(new Says("expected_body", "invalid_expectation", "RE2"));
        assertThat(onlyFault("expectedBody", "x".repeat(1001)).code()).isEqualTo("too_long");
    }

    @Test
    void names_tags_and_queues_have_bounds() {
        assertThat(onlyFault("name", "x".repeat(201)).message()).contains("201 characters long; 200");
        assertThat(onlyFault("name", "a\nb").code()).isEqualTo("invalid_character");
        assertThat(onlyFault("name", "a\ud83d").code()).isEqualTo("invalid_character");
        assertThat(onlyFault("tags", Collections.nCopies(21, "t")).message()).contains("21 entries; 20");
        assertThat(onlyFault("tags", List.of("ok", "x".repeat(51))).field()).isEqualTo("tags[1]");
        assertThat(onlyFault("queue", "Not a queue").field()).isEqualTo("queue");
    }

    @Test
    void blank_text_is_none_and_a_tag_said_twice_is_said_once() {
        List<@Nullable String> tags = new ArrayList<>(List.of("a", "a", " "));
        tags.add(null);

        JobSpec spec = check("name", "  ", "tags", tags);

        assertThat(spec.name()).isNull();
        assertThat(spec.options().tags()).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "every | 1s | cron  | 0 3 * * *            | conflict",
        "every | 1s | delay | 5s                   | conflict",
        "every | 0s | name  | x                    | out_of_range",
        "cron  | * * * * | name | x                | syntax",
        "cron  | 0 0 30 2 * | name | x             | never_matches",
        "runAt | 2029-12-31T23:59:59Z | name | x   | in_the_past",
        "delay | -5s | name | x                    | out_of_range",
        "delay | 5s | startsAt | 2030-02-01T00:00:00Z | conflict",
    })
    void a_schedule_that_makes_no_sense_is_refused(String one, String value, String other, String otherValue, String code) {
        assertThat(onlyFault(one, value, other, otherValue).code()).isEqualTo(code);
    }

    /** A fault in short; two of them are equal when the first's message contains the second's. */
    private record Says(String field, String code, String message) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Says o && field.equals(o.field) && code.equals(o.code) && (message.contains(o.message) || o.message.contains(message));
        }

        @Override
        public int hashCode() {
            return field.hashCode();
        }
    }

    private static Says onlyFault(@Nullable Object... namesAndValues) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> check(namesAndValues));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.faults()).hasSize(1);
        Fault fault = refusal.faults().getFirst();
        return new Says(fault.field(), fault.code(), fault.message());
    }

    private static JobSpec check(@Nullable Object... namesAndValues) {
        UUID id = UUID.fromString("01b8dac5-b400-7e8e-8802-94f0c9ac8ef7");
        return JobRules.check(TestDraft.of(namesAndValues), TimingRules.forNew(id, T), Set.of());
    }
}

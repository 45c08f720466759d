package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.engine.Outcome.Answered;
import prikke.core.engine.Outcome.Broken;
import prikke.core.job.Delivery;
import prikke.core.job.Expectations;
import prikke.core.run.AttemptStatus;
import prikke.core.run.Claim;
import prikke.core.run.ErrorCode;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Finish;

class VerdictTest {
    private static final Instant SENT = TestClaim.T;
    private static final Instant ANSWERED = SENT.plusSeconds(2);
    private static final double MIDDLE = 0.5;
    private static final Finish.Next FAILED = new Finish.End(ExecutionStatus.FAILED, null);
    private static final Delivery THREE_RETRIES = TestClaim.delivery(3, null, null);

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void any_2xx_is_a_success(int status) {
        assertThat(judge(first(THREE_RETRIES), answer(status)))
                .isEqualTo(new Verdict(AttemptStatus.SUCCESS, null, null, new Finish.End(ExecutionStatus.SUCCESS, null)));
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 302, 400, 404, 500})
    void anything_else_is_a_failure_that_is_tried_again(int status) {
        Verdict verdict = judge(first(THREE_RETRIES), answer(status));

        assertThat(verdict.status()).isEqualTo(AttemptStatus.FAILED);
        assertThat(verdict.error()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(verdict.message()).contains(Integer.toString(status)).contains("2xx");
        assertThat(verdict.next()).isEqualTo(new Finish.Retry(ANSWERED.plusSeconds(30)));
    }

    @Test
    void the_job_says_which_status_is_expected() {
        Claim claim = first(TestClaim.delivery(0, "404,500-599", null));

        assertThat(judge(claim, answer(404)).status()).isEqualTo(AttemptStatus.SUCCESS);
        assertThat(judge(claim, answer(200))).satisfies(v -> {
            assertThat(v.status()).isEqualTo(AttemptStatus.FAILED);
            assertThat(v.message()).contains("404,500-599");
        });
    }

    @Test
    void an_answer_without_the_expected_body_is_an_assertion_that_failed() {
        Claim claim = first(TestClaim.delivery(1, null, "/^ok$/"));

        assertThat(judge(claim, answer(200, Map.of(), "ok", false)).status()).isEqualTo(AttemptStatus.SUCCESS);
        Verdict verdict = judge(claim, answer(200, Map.of("retry-after", "1"), "not ok", false));
        assertThat(verdict.error()).isEqualTo(ErrorCode.ASSERTION_FAILED);
        assertThat(verdict.message()).contains("/^ok$/");
        assertThat(verdict.next()).isEqualTo(new Finish.Retry(ANSWERED.plusSeconds(30)));
        assertThat(judge(claim, answer(200, Map.of(), "x", true)).message()).contains("first 256 KiB");
    }

    @Test
    void a_body_of_any_bytes_can_be_matched() {
        Claim claim = first(TestClaim.delivery(0, null, "é"));

        assertThat(judge(claim, answer(200, Map.of(), "xéy", false)).status()).isEqualTo(AttemptStatus.SUCCESS);
        assertThat(judge(claim, new Answered(200, Map.of(), new byte[] {(byte) 0xc3}, true, SENT, ANSWERED, Duration.ofSeconds(2))).status())
                .isEqualTo(AttemptStatus.FAILED);
    }

    @Test
    void an_expectation_that_the_rules_do_not_allow_any_more_fails_the_attempt_and_says_what_to_do() {
        Verdict verdict = judge(first(TestClaim.delivery(3, null, "/(x{1000}){1000}/")), answer(200));

        assertThat(verdict.error()).isEqualTo(ErrorCode.ASSERTION_FAILED);
        assertThat(verdict.message()).contains("too large").endsWith("Edit the job.");
        assertThat(verdict.next()).as("no retry could help").isEqualTo(FAILED);
    }

    @Test
    void the_last_attempt_ends_the_execution() {
        assertThat(judge(claim(3, 0), answer(500)).next()).isEqualTo(FAILED);
        assertThat(judge(claim(2, 0), answer(500)).next()).isInstanceOf(Finish.Retry.class);
    }

    @Test
    void lost_attempts_are_not_charged() {
        assertThat(judge(claim(5, 2), answer(500)).next()).isEqualTo(FAILED);
        assertThat(judge(claim(4, 2), answer(500)).next())
                .as("the third that counts").isEqualTo(new Finish.Retry(ANSWERED.plusSeconds(120)));
    }

    @Test
    void gone_is_final() {
        assertThat(judge(first(THREE_RETRIES), answer(410)).next()).isEqualTo(FAILED);
    }

    @Test
    void what_the_egress_policy_forbids_is_final() {
        assertThat(judge(first(THREE_RETRIES), broken(ErrorCode.EGRESS_DENIED, "no")).next()).isEqualTo(FAILED);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void whatever_broke_is_told_and_time_that_was_up_is_a_timeout(ErrorCode code) {
        Verdict verdict = judge(first(TestClaim.delivery(0, null, null)), broken(code, "what happened"));

        boolean late = code == ErrorCode.TIMEOUT || code == ErrorCode.CONNECT_TIMEOUT;
        assertThat(verdict).isEqualTo(new Verdict(
                late ? AttemptStatus.TIMEOUT : AttemptStatus.FAILED, code, "what happened",
                new Finish.End(late ? ExecutionStatus.TIMEOUT : ExecutionStatus.FAILED, null)));
    }

    @ParameterizedTest
    @CsvSource({"429, 90, 90", "503, 90, 90", "500, 90, 30", "404, 90, 30", "429, '', 30", "503, rubbish, 30", "429, 7200, 3600", "503, 0, 0"})
    void retry_after_counts_on_429_and_503(int status, String value, int seconds) {
        assertThat(judge(first(THREE_RETRIES), answer(status, Map.of("retry-after", value), "", false)).next())
                .isEqualTo(new Finish.Retry(ANSWERED.plusSeconds(seconds)));
    }

    @Test
    void retry_after_gives_no_retry_where_none_is_left() {
        assertThat(judge(claim(3, 0), answer(429, Map.of("retry-after", "5"), "", false)).next()).isEqualTo(FAILED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
        "120                            | PT2M",
        " 120                           | PT2M",
        "0                              | PT0S",
        "3601                           | PT1H",
        "99999999999999999999           | PT1H",
        "Tue, 01 Jan 2030 00:01:02 GMT  | PT1M",
        "Tue, 01 Jan 2030 09:00:00 GMT  | PT1H",
        "Mon, 31 Dec 2029 23:00:00 GMT  | PT0S",
        "Tue, 31 Feb 2030 00:00:00 GMT  | null",
        "-5                             | null",
        "1.5                            | null",
        "soon                           | null",
        "''                             | null",
        "null                           | null",
    })
    void retry_after_is_seconds_or_a_date_an_hour_at_the_most(@Nullable String value, @Nullable Duration expected) {
        assertThat(Verdict.retryAfter(value, ANSWERED)).isEqualTo(expected);
    }

    @Test
    void a_message_is_fit_to_be_stored_whatever_was_said() {
        Verdict verdict = judge(first(THREE_RETRIES), broken(ErrorCode.RESET, "a\0b\nc" + "x".repeat(5000)));

        assertThat(verdict.message()).startsWith("a b cxxx").hasSizeLessThanOrEqualTo(1000);
    }

    private static Verdict judge(Claim claim, Outcome outcome) {
        return Verdict.of(claim, new Expectations(), outcome, MIDDLE);
    }

    private static Claim first(Delivery delivery) {
        return TestClaim.of(SENT, 0, 0, delivery);
    }

    private static Claim claim(int attempts, int lost) {
        return TestClaim.of(SENT, attempts, lost, THREE_RETRIES);
    }

    private static Answered answer(int status) {
        return answer(status, Map.of(), "", false);
    }

    private static Answered answer(int status, Map<String, String> headers, String body, boolean truncated) {
        return new Answered(status, headers, body.getBytes(UTF_8), truncated, SENT, ANSWERED, Duration.ofSeconds(2));
    }

    private static Broken broken(ErrorCode code, String message) {
        return new Broken(code, message, null, Map.of(), null, SENT, ANSWERED, Duration.ofSeconds(2));
    }
}

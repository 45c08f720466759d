package prikke.core.engine;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.job.Delivery;
import prikke.core.job.Expectation;
import prikke.core.job.Expectations;
import prikke.core.run.AttemptStatus;
import prikke.core.run.Claim;
import prikke.core.run.ErrorCode;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Finish;

/**
 * What an outcome means: success, another try at some instant, or the end. Pure.
 *
 * @param error why it is no success, or null
 * @param message the same in words
 */
record Verdict(AttemptStatus status, @Nullable ErrorCode error, @Nullable String message, Finish.Next next) {
    /** What a target may ask for at the most; {@code PRODUCT.md} section 4. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private static final int LONGEST_MESSAGE = 500;

    /**
     * @param expectations what deliveries expect, once it has been read
     * @param random uniform in [0, 1), for the jitter of a retry
     */
    static Verdict of(Claim claim, Expectations expectations, Outcome outcome, double random) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered(claim, expectations, answered, random);
            case Outcome.Broken broken -> failed(broken.code(), broken.message(), retryAt(claim, outcome, Map.of(), 0, random));
        };
    }

    private static Verdict answered(Claim claim, Expectations expectations, Outcome.Answered answer, double random) {
        try {
            return judged(claim, expectations.of(claim.delivery()), answer, random);
        } catch (IllegalArgumentException e) {
            return failed(ErrorCode.ASSERTION_FAILED, "What the job expects can't be read any more: " + e.getMessage() + ". Edit the job.", null);
        }
    }

    private static Verdict judged(Claim claim, Expectation expected, Outcome.Answered answer, double random) {
        if (!expected.allows(answer.status())) {
            String message = "The target answered " + answer.status() + "; expected was " + words(claim.delivery()) + ".";
            return failed(ErrorCode.HTTP_STATUS, message, retryAt(claim, answer, answer.headers(), answer.status(), random));
        }
        if (expected.body() != null && !expected.body().holds(new String(answer.body(), StandardCharsets.UTF_8))) {
            String message = "The answer does not hold what was expected"
                    + (answer.truncated() ? " in its first 256 KiB: " : ": ") + claim.delivery().expectedBody();
            return failed(ErrorCode.ASSERTION_FAILED, message, retryAt(claim, answer, Map.of(), 0, random));
        }
        return new Verdict(AttemptStatus.SUCCESS, null, null, new Finish.End(ExecutionStatus.SUCCESS, null));
    }

    private static String words(Delivery delivery) {
        return delivery.expectedStatus() == null ? "2xx" : delivery.expectedStatus();
    }

    private static Verdict failed(ErrorCode code, String message, @Nullable Instant retryAt) {
        boolean late = code == ErrorCode.TIMEOUT || code == ErrorCode.CONNECT_TIMEOUT;
        Finish.Next next = retryAt != null
                ? new Finish.Retry(retryAt)
                : new Finish.End(late ? ExecutionStatus.TIMEOUT : ExecutionStatus.FAILED, null);
        return new Verdict(late ? AttemptStatus.TIMEOUT : AttemptStatus.FAILED, code, cut(message), next);
    }

    /** What a target, the platform or a user said, fit for any database and log: without control characters and not without end. */
    private static String cut(String message) {
        String flat = message.replaceAll("\\p{Cntrl}", " ");
        return flat.length() <= LONGEST_MESSAGE ? flat : flat.substring(0, LONGEST_MESSAGE - 3) + "...";
    }

    /** When to try again, or null: no retry is left, or none could help. */
    private static @Nullable Instant retryAt(Claim claim, Outcome outcome, Map<String, String> headers, int status, double random) {
        boolean hopeless = status == 410 || (outcome instanceof Outcome.Broken b && b.code() == ErrorCode.EGRESS_DENIED);
        if (hopeless || claim.failures() >= claim.maxAttempts()) return null;
        Duration asked = status == 429 || status == 503 ? retryAfter(headers.get("retry-after"), outcome.answeredAt()) : null;
        Duration delay = asked != null ? asked : claim.delivery().retry().delayAfter(claim.failures(), random);
        return outcome.answeredAt().plus(delay);
    }

    /** {@code Retry-After} as RFC 9110, section 10.2.3, has it: seconds or an HTTP date; null where there is none or it can't be read. */
    static @Nullable Duration retryAfter(@Nullable String value, Instant now) {
        if (value == null || value.isBlank()) return null;
        String text = value.trim();
        try {
            Duration asked = text.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(text.length() > 9 ? LONGEST_RETRY_AFTER.toSeconds() : Long.parseLong(text))
                    : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            if (asked.isNegative()) return Duration.ZERO;
            return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
        } catch (DateTimeException e) {
            return null;
        }
    }
}

package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import prikke.core.run.ErrorCode;

/** What an outcome tells about the health of a host, whatever the job expects of its answers. Pure. */
sealed interface Signal {
    Signal FAILURE = new Failure();
    Signal ANSWER = new Answer();
    Signal NOTHING = new Nothing();

    /** It could not be reached, broke off, did not answer in time, or answered 5xx. */
    record Failure() implements Signal {}

    /** It asks to be left alone until then. */
    record Pause(Instant until) implements Signal {}

    /** It is there and answers. */
    record Answer() implements Signal {}

    /** It was never asked. */
    record Nothing() implements Signal {}

    static Signal of(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Answered answered -> of(answered, now);
            case Outcome.Broken broken -> of(broken);
        };
    }

    private static Signal of(Outcome.Answered answered, Instant now) {
        if (answered.status() >= 500) return FAILURE;
        if (answered.status() != 429) return ANSWER;
        Duration asked = Verdict.retryAfter(answered.headers().get("retry-after"), answered.answeredAt());
        return asked == null || asked.isZero() ? ANSWER : new Pause(now.plus(asked));
    }

    private static Signal of(Outcome.Broken broken) {
        ErrorCode code = broken.code();
        return switch (code) {
            case DNS, CONNECT_REFUSED, CONNECT_TIMEOUT, TLS, TIMEOUT, RESET -> FAILURE;
            case RESPONSE_TOO_LARGE, ASSERTION_FAILED, HTTP_STATUS -> ANSWER;
            case EGRESS_DENIED, CREDENTIALS_UNREADABLE -> NOTHING;
        };
    }
}

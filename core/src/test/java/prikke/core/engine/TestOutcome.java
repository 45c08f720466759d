package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import prikke.core.run.ErrorCode;

/** Outcomes of calls that were never made. */
final class TestOutcome {
    private TestOutcome() {}

    static Outcome answered(int status) {
        return new Outcome.Answered(status, Map.of(), new byte[0], false, TestClaim.T, TestClaim.T, Duration.ZERO);
    }

    static Outcome tooMany(String retryAfter, Instant at) {
        return new Outcome.Answered(429, Map.of("retry-after", retryAfter), new byte[0], false, at, at, Duration.ZERO);
    }

    static Outcome broken(ErrorCode code) {
        return new Outcome.Broken(code, "x", null, Map.of(), null, TestClaim.T, TestClaim.T, Duration.ZERO);
    }
}

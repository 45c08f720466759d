package prikke.core.job;

import java.time.Duration;

/**
 * When a failed attempt is made again.
 *
 * @param retries how many attempts may follow the first
 * @param backoff how the delay grows
 * @param delay before the first retry
 * @param maxDelay what no delay exceeds, jitter apart
 */
public record RetryPolicy(int retries, Backoff backoff, Duration delay, Duration maxDelay) {
    /** How far a delay may stray from what the policy says, as a fraction either way. */
    public static final double JITTER = 0.1;

    /**
     * How long to wait after the given failure.
     *
     * @param failures how many attempts have failed, at least 1
     * @param random uniform in [0, 1): spreads retries of what failed together
     */
    public Duration delayAfter(int failures, double random) {
        double factor =
                switch (backoff) {
                    case EXPONENTIAL -> Math.pow(2, Math.min(failures - 1, 62));
                    case LINEAR -> failures;
                    case FIXED -> 1;
                };
        double millis = Math.min(maxDelay.toMillis(), delay.toMillis() * factor);
        return Duration.ofMillis(Math.round(millis * (1 - JITTER + 2 * JITTER * random)));
    }
}

package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Uuid7;
import prikke.core.job.Backoff;
import prikke.core.job.Delivery;
import prikke.core.job.HttpCall;
import prikke.core.job.RetryPolicy;
import prikke.core.run.Claim;
import prikke.core.run.Trigger;

/** Claims that come from no database. */
final class TestClaim {
    static final Instant T = Instant.parse("2030-01-01T00:00:00Z");

    private TestClaim() {}

    /** Due at the given instant. */
    static Claim dueAt(Instant due) {
        return of(due, 0, 0, delivery(0, null, null));
    }

    /** Likewise, of the organization with the given number. */
    static Claim dueAt(Instant due, int org) {
        return with(dueAt(due), new UUID(0x7000, 100 + org), 5);
    }

    static Claim withPriority(Claim c, int priority) {
        return with(c, c.org(), priority);
    }

    private static Claim with(Claim c, UUID org, int priority) {
        return new Claim(
                c.id(), c.token(), org, c.job(), c.jobKey(), c.trigger(), c.scheduledFor(), c.dueAt(), c.claimedAt(), c.attempts(), c.lost(),
                c.maxAttempts(), c.gated(), c.queue(), priority, c.delivery());
    }

    static Claim of(Instant due, int attempts, int lost, Delivery delivery) {
        return new Claim(
                Uuid7.random(due), 1, new UUID(0x7000, 1), new UUID(0x7000, 2), null, Trigger.ONCE, due, due, due, attempts, lost,
                delivery.retry().retries() + 1, false, null, 5, delivery);
    }

    static Delivery delivery(int retries, @Nullable String expectedStatus, @Nullable String expectedBody) {
        return new Delivery(
                new HttpCall("POST", "http://127.0.0.1:1/", Map.of(), null),
                Duration.ofSeconds(30),
                new RetryPolicy(retries, Backoff.EXPONENTIAL, Duration.ofSeconds(30), Duration.ofHours(1)),
                expectedStatus,
                expectedBody,
                false);
    }
}

package prikke.core.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a client sends a request before it gives up. It sends one again that the server did not carry out (429 and 503, after as
 * long as {@code Retry-After} says), and one that may be carried out twice without harm when its connection broke: reading, and a POST,
 * which carries an {@code Idempotency-Key} for that. What signs somebody in is never sent again by itself.
 *
 * @param tries how often a request is sent at the most, from 1
 * @param longestWait the longest that a single {@code Retry-After} is waited for; where it asks for more, the refusal is told at once
 */
public record Retries(int tries, Duration longestWait) {
    /** Three tries, and waits up to 5 s: for somebody who looks on. */
    public static final Retries USUAL = new Retries(3, Duration.ofSeconds(5));

    /** Every refusal is told at once. */
    public static final Retries NONE = new Retries(1, Duration.ZERO);

    private static final Duration SHORT_WAIT = Duration.ofMillis(200);

    public Retries {
        if (tries < 1) throw new IllegalArgumentException("A request is sent at least once; tries is " + tries);
    }

    /** How long to wait after a refusal before another try, or null where there is to be none. */
    @Nullable Duration waitAfter(ApiException refusal) {
        if (refusal.problem().code().equals("idempotency_in_flight")) return SHORT_WAIT;
        int status = refusal.problem().status();
        Duration asked = refusal.retryAfter();
        boolean soon = asked != null && asked.compareTo(longestWait) <= 0;
        return soon && (status == 429 || status == 503) ? asked : null;
    }

    /** How long to wait once a connection broke. */
    Duration waitAfterBreak() {
        return SHORT_WAIT;
    }
}

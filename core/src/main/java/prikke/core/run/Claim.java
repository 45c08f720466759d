package prikke.core.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.job.Delivery;

/**
 * An execution that this node holds: all that it takes to attempt it at its time, from memory.
 *
 * @param token the fencing token; a finish counts only while the row still bears it
 * @param attempts how many have been made before
 * @param lost how many of them were lost, which the retries are not charged for
 * @param gated whether a queue or an overlap policy held it back until now, and others may wait for it
 */
public record Claim(
        UUID id,
        long token,
        UUID org,
        UUID job,
        @Nullable String jobKey,
        Trigger trigger,
        Instant scheduledFor,
        Instant dueAt,
        Instant claimedAt,
        int attempts,
        int lost,
        int maxAttempts,
        boolean gated,
        @Nullable String queue,
        int priority,
        Delivery delivery) {
    static final int OVERHEAD = 1000;

    /** The same, as the database says it. */
    public Held held() {
        return new Held(id, token);
    }

    /** The number of the attempt that the claim is for. */
    public int attempt() {
        return attempts + 1;
    }

    /** How many attempts count against the retries once this one has failed. */
    public int failures() {
        return attempts - lost + 1;
    }

    /** About how many bytes of memory it takes up. */
    public int weight() {
        return OVERHEAD + delivery.weight();
    }
}

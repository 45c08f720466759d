package prikke.core.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt.
 *
 * @param node the name of the node that made it
 * @param sentAt when the request was begun; null when it never was
 * @param answeredAt when the answer was complete, or given up on
 * @param errorMessage in plain words
 * @param signature the {@code Webhook-Signature} that was sent
 * @param responseHeaders by name; several values of a name are joined by a comma and a blank
 * @param responseBody its first 256 KiB; not to be changed
 * @param truncated whether there was more of it
 */
public record AttemptResult(
        AttemptStatus status,
        @Nullable String node,
        @Nullable Instant claimedAt,
        @Nullable Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Long durationMs,
        @Nullable Integer statusCode,
        @Nullable ErrorCode errorCode,
        @Nullable String errorMessage,
        @Nullable String signature,
        Map<String, String> responseHeaders,
        byte @Nullable [] responseBody,
        boolean truncated) {
    private static final int OVERHEAD = 500;

    /** About how many bytes of memory it takes up. */
    public int weight() {
        int weight = OVERHEAD + (responseBody == null ? 0 : responseBody.length);
        for (Map.Entry<String, String> h : responseHeaders.entrySet()) weight += 100 + h.getKey().length() + h.getValue().length();
        return weight;
    }
}

package prikke.core.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Version;

/**
 * The headers that Prikke adds to a request: who calls, for what, and the three of the Standard Webhooks specification. One place
 * for sending them and for showing later what was sent.
 */
public final class AddedHeaders {
    private static final String USER_AGENT = "Prikke/" + Version.CURRENT;

    private AddedHeaders() {}

    /**
     * @param signature the value of {@code Webhook-Signature}, or null for none
     */
    public static Map<String, String> of(
            UUID execution, UUID job, @Nullable String key, int attempt, Instant scheduledFor, Instant sentAt, @Nullable String signature) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", USER_AGENT);
        headers.put("Prikke-Job-Id", job.toString());
        if (key != null) headers.put("Prikke-Job-Key", key);
        headers.put("Prikke-Execution-Id", execution.toString());
        headers.put("Prikke-Attempt", Integer.toString(attempt));
        headers.put("Prikke-Scheduled-For", scheduledFor.toString());
        headers.put("Webhook-Id", execution.toString());
        headers.put("Webhook-Timestamp", Long.toString(sentAt.getEpochSecond()));
        if (signature != null) headers.put("Webhook-Signature", signature);
        return headers;
    }
}

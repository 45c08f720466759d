package prikke.core.api;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer as they went over the wire, for whoever watches a client work.
 *
 * @param sent the body that was sent, or null
 * @param requestHeaders as sent, credentials left out
 * @param answerHeaders the first of each name, found whatever its case
 * @param answer the body that came
 * @param millis from the request to the answer's end
 */
public record Exchange(
        String method,
        URI uri,
        Map<String, String> requestHeaders,
        @Nullable String sent,
        int status,
        Map<String, String> answerHeaders,
        String answer,
        long millis) {

    /** Bodies may hold secrets, and of paths that of an invitation does. */
    @Override
    public String toString() {
        return method + " " + uri.toString().replaceFirst("/invites/[^/]+/accept", "/invites/…/accept") + ": " + status + " in " + millis + " ms";
    }
}

package prikke.core.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that a job makes.
 *
 * @param method in capitals
 * @param url absolute, {@code http} or {@code https}
 * @param headers by name as the user wrote it, in order; credentials among them are sealed, see {@link HeaderSeals}
 * @param body UTF-8, or null for none; not to be changed
 */
public record HttpCall(String method, String url, Map<String, String> headers, byte @Nullable [] body) {

    /** About how many bytes of memory it takes up. */
    public int weight() {
        int weight = url.length() + (body == null ? 0 : body.length);
        for (Map.Entry<String, String> header : headers.entrySet()) weight += 100 + header.getKey().length() + header.getValue().length();
        return weight;
    }
}

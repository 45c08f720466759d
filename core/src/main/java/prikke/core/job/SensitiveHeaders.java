package prikke.core.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers carry credentials: their values are encrypted at rest and masked wherever they are shown. The only place that knows.
 */
public final class SensitiveHeaders {
    /** What stands in place of a value. Sent back in an edit, it means the value that is stored. */
    public static final String MASK = "********";

    private static final Set<String> NAMES = Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "key", "token", "secret");
    private static final List<String> ENDINGS = List.of("-key", "-token", "-secret");

    private SensitiveHeaders() {}

    /** Whether a header of this name, capitals or not, carries a credential. */
    public static boolean named(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** The headers with their credentials masked, in the same order. */
    public static Map<String, String> masked(Map<String, String> headers) {
        if (headers.keySet().stream().noneMatch(SensitiveHeaders::named)) return headers;
        Map<String, String> masked = new LinkedHashMap<>();
        headers.forEach((name, value) -> masked.put(name, named(name) ? MASK : value));
        return masked;
    }
}

package prikke.core.engine;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prikke.core.job.HttpCall;

/**
 * One request on the way of a call: the job's own, or one that a redirect asks for.
 *
 * @param home whether every request up to this one went to the origin that the job names
 */
record Hop(String method, URI uri, Map<String, String> headers, byte @Nullable [] body, boolean home) {
    /** How many redirects are followed. */
    static final int MOST = 5;

    /** What the names of headers that carry credentials hold. Rather one too many: what is held back is missing at a stranger's only. */
    private static final List<String> CREDENTIALS =
            List.of("auth", "cookie", "key", "token", "secret", "password", "passwd", "credential", "session", "signature", "jwt");

    /** The job's own request, its content type filled in where the job names none. */
    static Hop first(HttpCall call) {
        Map<String, String> headers = call.headers();
        if (call.body() != null && !names(headers, "content-type")) {
            headers = new LinkedHashMap<>(headers);
            headers.put("Content-Type", looksLikeJson(call.body()) ? "application/json" : "text/plain; charset=utf-8");
        }
        return new Hop(call.method(), ascii(URI.create(call.url())), headers, call.body(), true);
    }

    /** Whether there is a header of that name, in whatever letters. */
    static boolean names(Map<String, String> headers, String wanted) {
        for (String name : headers.keySet()) if (name.equalsIgnoreCase(wanted)) return true;
        return false;
    }

    /** Letters beyond ASCII as a request line has them, percent-encoded. */
    static URI ascii(URI uri) {
        String ascii = uri.toASCIIString();
        return ascii.equals(uri.toString()) ? uri : URI.create(ascii);
    }

    private static boolean looksLikeJson(byte[] body) {
        for (byte b : body) if (b != ' ' && b != '\n' && b != '\r' && b != '\t') return b == '{' || b == '[';
        return false;
    }

    String url() {
        return uri.toString();
    }

    /**
     * The request that follows a redirect. As RFC 9110, section 15.4, has it: 307 and 308 keep method and body, 303 and, for POST,
     * 301 and 302 become a GET without a body. To another origin no credentials go along.
     */
    Hop redirected(int status, URI to) {
        boolean sameOrigin = origin(uri).equals(origin(to));
        boolean get = status == 303 ? !method.equals("HEAD") : status < 303 && method.equals("POST");
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean dropped = !sameOrigin && isSecret(lower) || get && lower.startsWith("content-");
            if (!dropped) kept.put(name, value);
        });
        return new Hop(get ? "GET" : method, to, kept, get ? null : body, home && sameOrigin);
    }

    private static boolean isSecret(String header) {
        return CREDENTIALS.stream().anyMatch(header::contains);
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + Objects.requireNonNull(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}

package prikke.core.engine;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prikke.core.job.HttpCall;

/** One request on the way of a call: the job's own, or one that a redirect asks for. */
record Hop(String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {
    /** How many redirects are followed. */
    static final int MOST = 5;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    /** The job's own request, its content type filled in where the job names none. */
    static Hop first(HttpCall call) {
        Map<String, String> headers = call.headers();
        if (call.body() != null && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers = new LinkedHashMap<>(headers);
            headers.put("Content-Type", looksLikeJson(call.body()) ? "application/json" : "text/plain; charset=utf-8");
        }
        return new Hop(call.method(), ascii(URI.create(call.url())), headers, call.body());
    }

    /** Letters beyond ASCII as a request line has them, percent-encoded. */
    private static URI ascii(URI uri) {
        return URI.create(uri.toASCIIString());
    }

    private static boolean looksLikeJson(byte[] body) {
        for (byte b : body) if (b != ' ' && b != '\n' && b != '\r' && b != '\t') return b == '{' || b == '[';
        return false;
    }

    String url() {
        return uri.toString();
    }

    /**
     * Where an answer sends the request on to, or null where it does not. As RFC 9110, section 15.4, has it: 307 and 308 keep
     * method and body, 303 and, for POST, 301 and 302 become a GET without a body. To another origin no credentials go along.
     *
     * @throws IllegalArgumentException when the location can't be followed
     */
    @Nullable Hop next(int status, @Nullable String location) {
        if (!REDIRECTS.contains(status) || location == null) return null;
        URI to = resolved(location.trim());
        if (to.getHost() == null || !Set.of("http", "https").contains(String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The target redirected to " + to + ", which is no http or https address.");
        }
        boolean sameOrigin = origin(uri).equals(origin(to));
        boolean get = status == 303 ? !method.equals("HEAD") : status < 303 && method.equals("POST");
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean secret = CREDENTIALS.contains(lower) || isSecret(lower);
            boolean dropped = secret ? !sameOrigin : get && lower.startsWith("content-");
            if (!dropped) kept.put(name, value);
        });
        return new Hop(get ? "GET" : method, to, kept, get ? null : body);
    }

    private URI resolved(String location) {
        try {
            return ascii(uri.resolve(location));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The target redirected to " + location + ", which can't be read as an address.", e);
        }
    }

    private static boolean isSecret(String header) {
        return header.endsWith("-key") || header.endsWith("-token") || header.endsWith("-secret");
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + Objects.requireNonNull(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}

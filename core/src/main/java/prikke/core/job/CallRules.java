package prikke.core.job;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;

/** Checks the request that a job is to make. */
final class CallRules {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** What belongs to the connection or is worked out from the request itself. */
    private static final Set<String> OURS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect", "keep-alive");

    private final Faults faults;
    private final Set<String> stored;

    /** @param stored the headers, in small letters, whose value may be the mask */
    CallRules(Faults faults, Set<String> stored) {
        this.faults = faults;
        this.stored = stored;
    }

    HttpCall check(@Nullable String url, @Nullable String method, @Nullable Map<String, String> headers, @Nullable String body) {
        return new HttpCall(method(method), url(url), headers(headers), body(body));
    }

    private String url(@Nullable String url) {
        String problem = urlProblem(url);
        if (problem == null && url != null) return url;
        faults.add("url", url == null || url.isBlank() ? "required" : "invalid_url", String.valueOf(problem));
        return "";
    }

    private static @Nullable String urlProblem(@Nullable String url) {
        if (url == null || url.isBlank()) return "is missing; give the address to call, such as https://example.com/hook.";
        if (url.length() > Limits.URL) return "is " + url.length() + " characters long; " + Limits.URL + " are the most.";
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return "is '" + Fields.shown(url) + "'; it must begin with http:// or https://.";
            }
            if (uri.getRawUserInfo() != null) return "holds a user or password; send them in an Authorization header.";
            if (uri.getHost() == null || uri.getHost().isEmpty()) return "has no valid host name; write it like https://example.com/hook.";
            if (uri.getPort() == 0 || uri.getPort() > 65535) return "has port " + uri.getPort() + "; ports go from 1 to 65535.";
            return null;
        } catch (URISyntaxException e) {
            return "can't be read as a URL: " + e.getReason().toLowerCase(Locale.ROOT) + " at character " + (e.getIndex() + 1)
                    + "; write spaces and other special characters as %XX.";
        }
    }

    private String method(@Nullable String method) {
        if (method == null) return "POST";
        String capitals = method.toUpperCase(Locale.ROOT);
        if (METHODS.contains(capitals)) return capitals;
        faults.add("method", "unknown_value", "is '" + Fields.shown(method) + "'; it may be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS.");
        return "POST";
    }

    private Map<String, String> headers(@Nullable Map<String, String> headers) {
        if (headers == null || headers.isEmpty()) return Map.of();
        if (headers.size() > Limits.HEADERS) {
            faults.add("headers", "too_many", "has " + headers.size() + " entries; " + Limits.HEADERS + " are the most.");
            return Map.of();
        }
        Map<String, String> checked = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        headers.forEach((name, value) -> {
            String problem = names.add(name.toLowerCase(Locale.ROOT)) ? headerProblem(name, value) : "is there twice; capitals make no difference.";
            if (problem == null) checked.put(name, value.strip());
            else faults.add("headers." + Fields.shown(name), "invalid_header", problem);
        });
        return checked;
    }

    private @Nullable String headerProblem(String name, @Nullable String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!isToken(name) || name.length() > Limits.HEADER_NAME) return "is no header name: use letters, digits and hyphens.";
        if (OURS.contains(lower)) return "is set by Prikke itself; leave it out.";
        if (lower.startsWith("webhook-") || lower.startsWith("prikke-") || lower.equals("user-agent")) return "is one of the headers that Prikke adds; leave it out.";
        if (value == null) return "has no value; give one or leave the header out.";
        if (value.length() > Limits.HEADER_VALUE) return "is " + value.length() + " characters long; " + Limits.HEADER_VALUE + " are the most.";
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c > 0x7e)) {
            return "holds a line break, a control character or one outside ASCII; header values are plain ASCII.";
        }
        if (SensitiveHeaders.named(name) && value.strip().equals(SensitiveHeaders.MASK) && !stored.contains(lower)) {
            return "is the mask that stands for a stored value, and there is none; give the value itself.";
        }
        return null;
    }

    /** A token as RFC 9110, section 5.6.2, defines it. */
    private static boolean isToken(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 128 || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    private byte @Nullable [] body(@Nullable String body) {
        if (body == null) return null;
        if (!Fields.wellFormed(body)) faults.add("body", "invalid_character", "holds half a character (an unpaired surrogate); leave it out.");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= Limits.BODY) return bytes;
        faults.add("body", "too_large", "is " + bytes.length + " bytes long; " + Limits.BODY + " (256 KiB) are the most. "
                + "Send a reference to the data instead.");
        return null;
    }
}

package prikke.daemon.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies in front of the daemon, whose word is taken on who asks. Anyone may write any header: what an untrusted peer says of
 * itself is not looked at, and of a chain of addresses only what trusted proxies added to its end.
 *
 * @param trusted where they are
 * @param form which headers they write; the others would be whatever the client sent
 */
public record Proxies(List<AddressRange> trusted, Form form) {
    /** The two ways of saying it. */
    public enum Form {
        /** {@code X-Forwarded-For}, {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}. */
        X_FORWARDED,
        /** {@code Forwarded}, as RFC 7239 has it. */
        FORWARDED;

        /** As the configuration spells it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Nobody's word is taken. */
    public static final Proxies NONE = new Proxies(List.of(), Form.X_FORWARDED);

    private static final HeaderName FORWARDED_HOST = HeaderNames.create("X-Forwarded-Host");
    private static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:\\d{1,5})?");

    /** The address of whoever asks: the nearest that is not a trusted proxy's. */
    String address(ServerRequest request) {
        String peer = peer(request);
        if (!isTrusted(peer)) return peer;
        List<String> chain = chain(request.headers());
        String nearest = peer;
        while (!chain.isEmpty() && isTrusted(nearest)) {
            InetAddress next = parse(chain.removeLast());
            if (next == null) return nearest;
            nearest = next.getHostAddress();
        }
        return nearest;
    }

    /** Whether the client's own connection is by TLS, as far as is known here. */
    boolean secure(ServerRequest request) {
        if (request.isSecure()) return true;
        if (!isTrusted(peer(request))) return false;
        return "https".equalsIgnoreCase(last(request.headers(), FORWARDED_PROTO, "proto"));
    }

    /** The host, and perhaps port, that the client asked for; null where none was named that could be one. */
    @Nullable String host(ServerRequest request) {
        String named = isTrusted(peer(request)) ? last(request.headers(), FORWARDED_HOST, "host") : null;
        String host = named == null ? request.headers().first(HeaderNames.HOST).orElse("") : named;
        return HOST.matcher(host).matches() ? host : null;
    }

    private static String peer(ServerRequest request) {
        Watch watch = Watch.current();
        return watch == null ? request.remotePeer().host() : watch.peer();
    }

    boolean isTrusted(String address) {
        if (trusted.isEmpty()) return false;
        InetAddress parsed = parse(address);
        return parsed != null && trusted.stream().anyMatch(range -> range.contains(parsed));
    }

    private List<String> chain(Headers headers) {
        return switch (form) {
            case X_FORWARDED -> elements(headers, HeaderNames.X_FORWARDED_FOR);
            case FORWARDED -> new ArrayList<>(elements(headers, HeaderNames.FORWARDED).stream()
                    .map(element -> String.valueOf(parameter(element, "for")))
                    .toList());
        };
    }

    private @Nullable String last(Headers headers, HeaderName plain, String parameter) {
        HeaderName name = form == Form.FORWARDED ? HeaderNames.FORWARDED : plain;
        List<String> elements = elements(headers, name);
        if (elements.isEmpty()) return null;
        return form == Form.FORWARDED ? parameter(elements.getLast(), parameter) : elements.getLast();
    }

    private static List<String> elements(Headers headers, HeaderName name) {
        List<String> elements = new ArrayList<>();
        for (String value : headers.values(name)) for (String element : value.split(",")) elements.add(element.strip());
        return elements;
    }

    private static @Nullable String parameter(String element, String name) {
        for (String pair : element.split(";")) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equalsIgnoreCase(name)) return parts[1].replace("\"", "");
        }
        return null;
    }

    /** An address with or without a port, and of IPv6 with or without brackets. */
    private static @Nullable InetAddress parse(String text) {
        String plain = text.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("^([0-9.]+):\\d+$", "$1").split("%", 2)[0];
        try {
            return InetAddress.ofLiteral(plain);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

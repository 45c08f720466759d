package prikke.daemon.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/**
 * What every answer tells browsers, the strictest there is; a page that needs more sets its own in place of it. Answers of the API
 * are data: nothing of them is ever to be run, framed or kept.
 */
final class SecurityHeaders implements Filter {
    private static final List<Header> ALWAYS = List.of(
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store"),
            HeaderValues.createCached(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff"),
            HeaderValues.createCached("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            HeaderValues.createCached("Referrer-Policy", "no-referrer"),
            HeaderValues.createCached("X-Frame-Options", "DENY"));

    /** A year; of this host only, since what runs beside it is not known. */
    private static final Header BY_TLS_ONLY = HeaderValues.createCached("Strict-Transport-Security", "max-age=31536000");

    private final Proxies proxies;

    SecurityHeaders(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        addTo(response.headers());
        if (proxies.secure(request)) response.header(BY_TLS_ONLY);
        chain.proceed();
    }

    /** Those that hold however the request came. */
    static void addTo(ServerResponseHeaders headers) {
        for (Header header : ALWAYS) headers.set(header);
    }
}

package prikke.daemon.web;

import java.util.List;
import prikke.daemon.http.Content.Header;

/** The headers of every page: nothing from elsewhere, nothing inline, in nobody's frame, and kept by no cache. */
final class PageHeaders {
    static final List<Header> ALL = List.of(
            new Header(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; "
                            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
            new Header("X-Content-Type-Options", "nosniff"),
            new Header("X-Frame-Options", "DENY"),
            // A stricter one would have browsers send forms with "Origin: null".
            new Header("Referrer-Policy", "same-origin"),
            new Header("Cache-Control", "no-store"));

    private PageHeaders() {}
}

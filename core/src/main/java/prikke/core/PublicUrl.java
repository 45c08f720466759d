package prikke.core;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where people reach this instance, for the links in mails and answers. As configured, or else where the daemon listens; never as a
 * request names it: whoever sends requests could then have mails lead to a place of theirs.
 */
public final class PublicUrl {
    private final boolean configured;
    private volatile URI base;

    /** @param configured such as {@code https://prikke.example.com}, without a slash at the end; null where none is */
    public PublicUrl(@Nullable URI configured) {
        this.configured = configured != null;
        this.base = configured == null ? URI.create("http://127.0.0.1") : configured;
    }

    /** Says where the daemon listens, once that is known; where one is configured that stays. */
    public void listening(String url) {
        if (!configured) base = URI.create(url);
    }

    /** The instance itself. */
    public URI base() {
        return base;
    }

    /** Whether people reach it by TLS. */
    public boolean isSecure() {
        return "https".equals(base.getScheme());
    }

    /** One of its pages. */
    public URI page(String path) {
        return URI.create(base + path);
    }

    /** One of its pages, with a parameter. */
    public URI page(String path, String parameter, String value) {
        return URI.create(base + path + "?" + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}

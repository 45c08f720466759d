package prikke.daemon.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import prikke.core.Version;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Content;
import prikke.daemon.http.Content.Header;
import prikke.daemon.http.Request;

/** What pages load besides themselves. */
public final class Assets {
    static final String STYLE = "/assets/prikke.css";

    /** Another for each version, so that browsers may keep one for ever. */
    static final String STYLE_URL = STYLE + "?v=" + Version.CURRENT;

    private static final List<Header> HEADERS = List.of(
            new Header("Cache-Control", "public, max-age=31536000, immutable"), new Header("X-Content-Type-Options", "nosniff"));

    private final String style = read("prikke.css");

    Answer style(Request request) {
        return Answer.ok(new Content("text/css; charset=utf-8", style, HEADERS));
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package prikke.daemon.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What the page after a form says once about what came of it. It waits in a cookie that only this site can have written.
 *
 * @param good whether it did what was asked
 */
public record Flash(boolean good, String text) {
    private static final int MOST = 600;

    /** It was done. */
    public static Flash done(String text) {
        return new Flash(true, text);
    }

    /** It was not done, or not all of it. */
    public static Flash failed(String text) {
        return new Flash(false, text);
    }

    String sealed(FormKey key) {
        String cut = text.length() <= MOST ? text : text.substring(0, MOST - 3) + "...";
        String said = Base64.getUrlEncoder().withoutPadding().encodeToString(((good ? "+" : "-") + cut).getBytes(StandardCharsets.UTF_8));
        return said + "." + key.token(said);
    }

    static Optional<Flash> opened(String cookie, FormKey key) {
        int dot = cookie.indexOf('.');
        if (dot < 2 || !key.fits(cookie.substring(0, dot), cookie.substring(dot + 1))) return Optional.empty();
        String said = new String(Base64.getUrlDecoder().decode(cookie.substring(0, dot)), StandardCharsets.UTF_8);
        return Optional.of(new Flash(said.charAt(0) == '+', said.substring(1)));
    }
}

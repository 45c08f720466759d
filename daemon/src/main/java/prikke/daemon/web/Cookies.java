package prikke.daemon.web;

import java.time.Duration;
import prikke.daemon.http.Content.Header;

/**
 * The cookies of the pages. Behind TLS their names begin with {@code __Host-}, which has browsers take them from this very host and by
 * TLS only (RFC 6265bis, section 4.1.3.2). They never let anybody into the API.
 *
 * @param secure whether browsers reach this instance by TLS
 */
record Cookies(boolean secure) {
    /** Browsers keep no cookie longer; when the session ends is the server's business. */
    private static final Duration SESSION_LIFE = Duration.ofDays(400);

    private static final Duration FORM_LIFE = Duration.ofDays(1);
    private static final Duration FLASH_LIFE = Duration.ofMinutes(1);

    /** The name of the cookie that holds a user's token. */
    String session() {
        return prefix() + "prikke";
    }

    /** The name of the cookie that holds what forms are checked against before anybody is signed in. */
    String form() {
        return prefix() + "prikke-form";
    }

    /** The name of the cookie that holds which organization was looked at last. */
    String org() {
        return prefix() + "prikke-org";
    }

    /** The name of the cookie that holds what the next page is to say. */
    String flash() {
        return prefix() + "prikke-flash";
    }

    /** The name of the cookie that holds the theme. */
    String theme() {
        return prefix() + "prikke-theme";
    }

    Header setOrg(String org) {
        return set(org(), org, SESSION_LIFE);
    }

    Header setFlash(String sealed) {
        return set(flash(), sealed, FLASH_LIFE);
    }

    Header clearFlash() {
        return set(flash(), "", Duration.ZERO);
    }

    Header setTheme(Theme theme) {
        return set(theme(), theme.text(), theme == Theme.SYSTEM ? Duration.ZERO : SESSION_LIFE);
    }

    Header setSession(String token) {
        return set(session(), token, SESSION_LIFE);
    }

    Header clearSession() {
        return set(session(), "", Duration.ZERO);
    }

    Header setForm(String secret) {
        return set(form(), secret, FORM_LIFE);
    }

    private Header set(String name, String value, Duration life) {
        return new Header(
                "Set-Cookie",
                name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }

    private String prefix() {
        return secure ? "__Host-" : "";
    }
}

package prikke.daemon.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prikke.daemon.http.Request;

/**
 * Who may read the daemon's figures: administrators of the instance, whoever shows the token that was set for that, and where nobody but
 * this machine's own programs reaches the daemon and no token is set, they.
 *
 * @param token null where none is set
 * @param open whether anyone may who reaches the daemon
 */
public record MetricsAccess(@Nullable String token, boolean open) {
    private static final String BEARER = "bearer ";

    /** @throws prikke.core.ProblemException unauthorized or forbidden */
    void require(Request request) {
        if (open || token != null && isToken(token, request.header("Authorization").orElse(""))) return;
        request.identity().requireInstanceAdmin("read the metrics without the token that metrics.token sets");
    }

    private static boolean isToken(String token, String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) return false;
        // Takes as long whatever is right of it.
        return MessageDigest.isEqual(token.getBytes(UTF_8), authorization.substring(BEARER.length()).strip().getBytes(UTF_8));
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return open ? "open" : token == null ? "administrators" : "token";
    }
}

package prikke.daemon.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Authentication;
import prikke.core.account.Caller;
import prikke.core.account.Client;
import prikke.core.account.Identity;
import prikke.core.account.Throttle;
import prikke.core.api.Paths;

/** Reads a request's credentials, at most once, and lets the domain judge them. */
final class Authenticator {
    private static final String BEARER = "Bearer ";
    private static final HeaderName ORG = HeaderNames.create(Paths.ORG_HEADER);

    private final Headers headers;
    private final String address;
    private final Authentication authentication;
    private final Throttle throttle;
    private final Consumer<Identity> known;
    private @Nullable Identity identity;

    /** @param known hears once who asks, and may refuse them */
    Authenticator(
            Headers headers, String address, Authentication authentication, Throttle throttle, Consumer<Identity> known) {
        this.headers = headers;
        this.address = address;
        this.authentication = authentication;
        this.throttle = throttle;
        this.known = known;
    }

    Identity identity() {
        Identity found = identity;
        if (found == null) {
            String token = token();
            found = throttle.token(token, address, () -> authentication.identify(token));
            identity = found;
            known.accept(found);
        }
        return found;
    }

    Caller caller(Client client) {
        return identity().in(org(), client);
    }

    private String token() {
        String token = bearer(headers);
        if (token == null) {
            throw Authentication.unauthorized(
                    "This needs credentials: send Authorization: Bearer with an API key or a user token.");
        }
        return token;
    }

    /** The bearer token that a request shows, or null. */
    static @Nullable String bearer(Headers headers) {
        String authorization = headers.first(HeaderNames.AUTHORIZATION).orElse("");
        boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? authorization.substring(BEARER.length()).strip() : null;
    }

    private @Nullable UUID org() {
        String text = headers.first(ORG).map(String::strip).orElse("");
        if (text.isEmpty()) return null;
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                    ProblemException.Kind.BAD_REQUEST,
                    "bad_request",
                    Paths.ORG_HEADER + " takes an organization's id, a UUID; GET /orgs lists yours.");
        }
    }
}

package prikke.daemon.web;

import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.PublicUrl;
import prikke.core.account.Authentication;
import prikke.core.account.Identity;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Endpoint;
import prikke.daemon.http.Request;
import prikke.daemon.http.Statuses;

/** What every visitor of a page passes: who they are is found out, and what is thrown becomes a page. */
public final class Doorway {
    private final SecureRandom random = new SecureRandom();
    private final Templates templates = new Templates();
    private final Authentication authentication;
    private final PublicUrl url;

    public Doorway(Authentication authentication, PublicUrl url) {
        this.authentication = authentication;
        this.url = url;
    }

    /** The page as an endpoint. */
    Endpoint to(Page page) {
        return request -> {
            Visit visit = visit(request);
            try {
                return page.answer(visit);
            } catch (SignInFirst e) {
                request.skipBody();
                return visit.redirect(Paths.login(e.wanted()));
            } catch (ProblemException e) {
                return visit.page(Statuses.of(e.kind()), "message.jte", "That did not work", Map.of("text", e.getMessage()));
            }
        };
    }

    private Visit visit(Request request) {
        Cookies cookies = new Cookies(request.isSecure() || url.isSecure());
        String token = request.cookie(cookies.session()).orElse(null);
        Identity.User user = token == null ? null : user(token);
        FormKey key = user == null || token == null
                ? FormKey.of(request.cookie(cookies.form()).orElse(null), random)
                : FormKey.ofSession(token);
        return new Visit(request, templates, cookies, key, user, url);
    }

    /** Whose session it is, or null where it has ended. */
    private Identity.@Nullable User user(String token) {
        try {
            return authentication.identify(token) instanceof Identity.User user ? user : null;
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.UNAUTHORIZED) return null;
            throw e;
        }
    }
}

package prikke.daemon.web;

import java.security.SecureRandom;
import java.time.InstantSource;
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
final class Doorway {
    private final SecureRandom random = new SecureRandom();
    private final Authentication authentication;
    private final Stage stage;

    Doorway(Authentication authentication, PublicUrl url, Assets assets, Ways ways, InstantSource clock) {
        this.authentication = authentication;
        this.stage = new Stage(new Templates(), assets, url, ways, clock);
    }

    /** The page as an endpoint. */
    Endpoint to(Page page) {
        return request -> {
            Visit visit = visit(request);
            try {
                return page.answer(visit);
            } catch (SignInFirst e) {
                request.skipBody();
                return visit.leave(Paths.login(e.wanted()));
            } catch (AddressFirst e) {
                return visit.redirect(e.inFull());
            } catch (NoOrganization e) {
                return visit.leave(Paths.NEW_ORGANIZATION);
            } catch (ProblemException e) {
                if (visit.isPart()) throw e;
                return refused(visit, e);
            }
        };
    }

    private static Answer refused(Visit visit, ProblemException e) {
        int status = Statuses.of(e.kind());
        return visit.page(status, "refused.jte", title(e), Map.of("text", e.getMessage()));
    }

    private static String title(ProblemException e) {
        return switch (e.kind()) {
            case NOT_FOUND -> "Not found";
            case FORBIDDEN -> "Not allowed";
            case TOO_MANY -> "Too many requests";
            default -> "That did not work";
        };
    }

    private Visit visit(Request request) {
        Cookies cookies = new Cookies(request.isSecure() || stage.url().isSecure());
        String token = request.cookie(cookies.session()).orElse(null);
        Identity.User user = token == null ? null : user(token);
        FormKey key = user == null || token == null
                ? FormKey.of(request.cookie(cookies.form()).orElse(null), random)
                : FormKey.ofSession(token);
        return new Visit(request, stage, cookies, key, user);
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

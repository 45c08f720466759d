package prikke.daemon.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.MagicLinks;
import prikke.core.account.Registration;
import prikke.core.account.RegistrationMode;
import prikke.core.account.SignIn;
import prikke.core.mail.Outbox;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;

/** Signing in: by password, and by a link where mails are sent. */
final class LoginPage {
    private final SignIn signIn;
    private final MagicLinks links;
    private final Outbox outbox;
    private final Registration registration;

    LoginPage(SignIn signIn, MagicLinks links, Outbox outbox, Registration registration) {
        this.signIn = signIn;
        this.links = links;
        this.outbox = outbox;
        this.registration = registration;
    }

    Answer show(Visit visit) {
        String next = Paths.local(visit.request().parameter("next").orElse(null));
        if (visit.user().isPresent()) return visit.redirect(next);
        return registration.awaitsFirst() ? visit.redirect(Paths.SETUP) : form(visit, 200, next, "", null);
    }

    Answer withPassword(Visit visit) {
        Map<String, String> form = visit.form();
        String next = Paths.local(form.get("next"));
        try {
            return visit.signedIn(
                    signIn.withPassword(form.get("email"), form.get("password"), visit.request().client()), next);
        } catch (ProblemException e) {
            return form(visit, Statuses.of(e.kind()), next, form.getOrDefault("email", ""), e.getMessage());
        }
    }

    Answer mailLink(Visit visit) {
        Map<String, String> form = visit.form();
        try {
            links.request(form.get("email"), visit.request().client());
        } catch (ProblemException e) {
            return form(visit, Statuses.of(e.kind()), Paths.local(form.get("next")), form.getOrDefault("email", ""), e.getMessage());
        }
        return visit.page(
                202,
                "message.jte",
                "Look into your mail",
                Map.of("text", "If there is an account of " + form.get("email") + ", a link to sign in by is on its way there."));
    }

    /** A page with a button, and not the sign-in itself: programs that look through mails follow links, and would use it up. */
    Answer showLink(Visit visit) {
        String token = visit.request().parameter("token").orElse("");
        return visit.page(200, "confirm.jte", "Sign in", Map.of(
                "action", "/login/link", "token", token, "text", "You are about to sign in to Prikke in this browser.", "button", "Sign in"));
    }

    Answer withLink(Visit visit) {
        String token = visit.form().get("token");
        return visit.signedIn(links.confirm(token, visit.request().client()), Paths.HOME);
    }

    private Answer form(Visit visit, int status, String next, String email, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("next", next);
        parameters.put("email", email);
        parameters.put("error", error);
        parameters.put("mail", outbox.isOpen());
        parameters.put("open", registration.mode() == RegistrationMode.OPEN);
        return visit.page(status, "login.jte", "Sign in", parameters);
    }
}

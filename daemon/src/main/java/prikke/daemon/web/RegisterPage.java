package prikke.daemon.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Registration;
import prikke.core.account.RegistrationMode;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;

/** Making an account: the very first, which administers the instance, and where registration is open any other. */
final class RegisterPage {
    private static final String PATH = "/register";

    private final Registration registration;

    RegisterPage(Registration registration) {
        this.registration = registration;
    }

    Answer setup(Visit visit) {
        if (!registration.awaitsFirst()) return visit.redirect(Paths.LOGIN);
        if (registration.mode() == RegistrationMode.CLOSED) {
            return visit.page("message.jte", "Nobody can sign in yet", Map.of("text",
                    "This instance has no account, and its registration is closed. Set registration to invite in its configuration, restart it, and come back."));
        }
        return form(visit, 200, Paths.SETUP, "", "", null);
    }

    Answer show(Visit visit) {
        if (visit.user().isPresent()) return visit.redirect(Paths.HOME);
        if (registration.awaitsFirst()) return visit.redirect(Paths.SETUP);
        if (registration.mode() != RegistrationMode.OPEN) return visit.redirect(Paths.LOGIN);
        return form(visit, 200, PATH, "", "", null);
    }

    Answer found(Visit visit) {
        visit.form();
        return registration.awaitsFirst() ? register(visit, Paths.SETUP) : visit.redirect(Paths.LOGIN);
    }

    Answer register(Visit visit) {
        return register(visit, PATH);
    }

    private Answer register(Visit visit, String path) {
        Map<String, String> form = visit.form();
        String email = form.getOrDefault("email", "");
        String org = form.getOrDefault("name", "");
        Registration.Draft draft = new Registration.Draft(email, form.get("password"), org.isBlank() ? null : org);
        try {
            return visit.signedIn(registration.register(draft, visit.request().client()), Paths.HOME);
        } catch (ProblemException e) {
            return form(visit, Statuses.of(e.kind()), path, email, org, Faulty.words(e));
        }
    }

    private static Answer form(Visit visit, int status, String path, String email, String org, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("action", path);
        parameters.put("first", path.equals(Paths.SETUP));
        parameters.put("email", email);
        parameters.put("org", org);
        parameters.put("error", error);
        return visit.page(status, "register.jte", path.equals(Paths.SETUP) ? "Set up Prikke" : "Make an account", parameters);
    }
}

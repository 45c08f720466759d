package prikke.daemon.web.account;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Identity;
import prikke.core.account.OwnAccount;
import prikke.core.account.OwnSessions;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;
import prikke.daemon.web.Faulty;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Visit;

/** A user's own account. */
public final class AccountPage {
    private static final String PATH = "/account";

    private final OwnAccount own;
    private final OwnSessions sessions;

    public AccountPage(OwnAccount own, OwnSessions sessions) {
        this.own = own;
        this.sessions = sessions;
    }

    public Answer show(Visit visit) {
        return page(visit, visit.requireUser(), 200, null, null);
    }

    private Answer page(Visit visit, Identity.User user, int status, @Nullable String emailError, @Nullable String passwordError) {
        List<OwnSessions.Session> latest = sessions.list(user).reversed();
        List<OwnSessions.Session> thisOneFirst = latest.stream().sorted(Comparator.comparing(session -> !session.current())).toList();
        Map<String, Object> parameters = new HashMap<>(Map.of("email", user.email(), "sessions", thisOneFirst));
        parameters.put("emailError", emailError);
        parameters.put("passwordError", passwordError);
        return visit.page(status, "account.jte", "Your account", parameters);
    }

    public Answer email(Visit visit) {
        Identity.User user = visit.requireUser();
        Map<String, String> form = visit.form();
        OwnAccount.Wanted wanted = new OwnAccount.Wanted(form.getOrDefault("email", ""), null, form.get("current_password"));
        try {
            boolean waits = own.change(user, wanted, visit.request().client());
            return visit.redirect(PATH, Flash.done(waits ? "A mail is on its way to the new address. It holds once its link was followed."
                    : "That is the address you have."));
        } catch (ProblemException e) {
            return page(visit, user, Statuses.of(e.kind()), Faulty.words(e), null);
        }
    }

    public Answer password(Visit visit) {
        Identity.User user = visit.requireUser();
        Map<String, String> form = visit.form();
        OwnAccount.Wanted wanted = new OwnAccount.Wanted(null, form.getOrDefault("password", ""), form.get("current_password"));
        try {
            own.change(user, wanted, visit.request().client());
            return visit.redirect(PATH, Flash.done("The password is changed, and you are signed out everywhere else."));
        } catch (ProblemException e) {
            return page(visit, user, Statuses.of(e.kind()), null, Faulty.words(e));
        }
    }

    public Answer end(Visit visit) {
        Identity.User user = visit.requireUser();
        visit.form();
        UUID id = visit.request().id("id").orElseThrow(() -> ProblemException.notFound("session of that id"));
        sessions.end(user, id, visit.request().client());
        return visit.redirect(PATH, Flash.done("Signed out there."));
    }

    public Answer endOthers(Visit visit) {
        Identity.User user = visit.requireUser();
        visit.form();
        sessions.endOthers(user, visit.request().client());
        return visit.redirect(PATH, Flash.done("Signed out everywhere else."));
    }
}

package prikke.daemon.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Identity;
import prikke.core.account.Invitation;
import prikke.core.account.Invitations;
import prikke.core.account.Membership;
import prikke.core.account.Registration;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;

/** Taking an invitation to an organization, by somebody who has an account or is to get one. */
final class InvitePage {
    private final Invitations invitations;
    private final Registration registration;

    InvitePage(Invitations invitations, Registration registration) {
        this.invitations = invitations;
        this.registration = registration;
    }

    Answer show(Visit visit) {
        String path = path(visit);
        Invitations.Offer offer = invitations.look(visit.request().path("token"));
        Invitation invitation = offer.invitation();
        String title = "Join " + offer.organization();
        String email = invitation.email() == null ? "" : invitation.email();
        if (visit.user().isEmpty()) return form(visit, 200, title, email, null);
        String text = invitation.invitedBy() + " invites you to the organization " + offer.organization() + ", as " + invitation.role().text() + ".";
        return visit.page(200, "confirm.jte", title, Map.of("action", path, "token", "", "text", text, "button", "Take the invitation"));
    }

    Answer accept(Visit visit) {
        Identity.User user = visit.requireUser(path(visit));
        visit.form();
        Membership joined = invitations.accept(user, visit.request().client(), visit.request().path("token"));
        return visit.page(200, "message.jte", "Welcome", Map.of(
                "text", "You belong to " + joined.org().name() + " from now on, as " + joined.role().text() + ".", "link", Bearings.to(joined, Paths.HOME), "label", "Go on"));
    }

    /** The account that this makes belongs to the organization of the invitation, and to no other. */
    Answer register(Visit visit) {
        Map<String, String> form = visit.form();
        String email = form.getOrDefault("email", "");
        Registration.Draft draft = new Registration.Draft(email, form.get("password"), null, visit.request().path("token"));
        try {
            return visit.signedIn(registration.register(draft, visit.request().client()), Paths.HOME);
        } catch (ProblemException e) {
            return form(visit, Statuses.of(e.kind()), "You are invited", email, e.getMessage());
        }
    }

    private static Answer form(Visit visit, int status, String title, String email, @Nullable String error) {
        String path = path(visit);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("action", path + "/register");
        parameters.put("login", Paths.login(path));
        parameters.put("email", email);
        parameters.put("error", error);
        return visit.page(status, "invite.jte", title, parameters);
    }

    private static String path(Visit visit) {
        return "/invite/" + visit.request().path("token");
    }
}

package prikke.daemon.web;

import java.util.HashMap;
import java.util.Map;
import prikke.core.ProblemException;
import prikke.core.account.Identity;
import prikke.core.account.Membership;
import prikke.core.account.Organizations;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;

/** Going from one organization to another, and making one. */
final class OrganizationsPage {
    private final Organizations organizations;

    OrganizationsPage(Organizations organizations) {
        this.organizations = organizations;
    }

    Answer change(Visit visit) {
        Identity.User user = visit.requireUser();
        String wanted = visit.form().getOrDefault("organization", "");
        Membership membership = user.memberships().stream()
                .filter(m -> m.org().id().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("organization of that id"));
        return visit.redirectTo(membership, Paths.HOME);
    }

    Answer show(Visit visit) {
        visit.requireUser();
        return form(visit, 200, "", "");
    }

    Answer create(Visit visit) {
        Identity.User user = visit.requireUser();
        String name = visit.form().getOrDefault("name", "");
        try {
            return visit.redirectTo(organizations.create(user, visit.request().client(), name), Paths.HOME);
        } catch (ProblemException e) {
            return form(visit, Statuses.of(e.kind()), name, Faulty.words(e));
        }
    }

    private static Answer form(Visit visit, int status, String name, String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("name", name);
        parameters.put("error", error.isEmpty() ? null : error);
        return visit.page(status, "organization.jte", "New organization", parameters);
    }
}

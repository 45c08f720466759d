package prikke.daemon.web.settings;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Identity;
import prikke.core.account.Members;
import prikke.core.account.Organization;
import prikke.core.account.Organizations;
import prikke.core.account.Permission;
import prikke.core.run.OrganizationRemoval;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;
import prikke.daemon.web.Faulty;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Section;
import prikke.daemon.web.Sure;
import prikke.daemon.web.Visit;

/** An organization: its name, leaving it and deleting it. */
public final class OrganizationPage {
    private final Organizations organizations;
    private final Members members;
    private final OrganizationRemoval removal;

    public OrganizationPage(Organizations organizations, Members members, OrganizationRemoval removal) {
        this.organizations = organizations;
        this.members = members;
        this.removal = removal;
    }

    public Answer show(Visit visit) {
        Organization org = current(visit, visit.caller());
        return page(visit, 200, org, org.name(), null);
    }

    private Organization current(Visit visit, Caller caller) {
        return organizations.get(visit.requireUser(), caller.org()).org();
    }

    private static Answer page(Visit visit, int status, Organization org, String name, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>(Map.of("org", org, "name", name));
        parameters.put("error", error);
        return visit.page(status, "settings.jte", "Organization", parameters);
    }

    public Answer rename(Visit visit) {
        Caller caller = visit.caller();
        String name = visit.form().getOrDefault("name", "");
        try {
            organizations.rename(caller, name);
            return visit.redirect("/settings", Flash.done("Renamed."));
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.FORBIDDEN) throw e;
            return page(visit, Statuses.of(e.kind()), current(visit, caller), name, Faulty.words(e));
        }
    }

    public Answer leave(Visit visit) {
        Caller caller = visit.caller();
        Identity.User user = visit.requireUser();
        String name = current(visit, caller).name();
        if (Sure.isSaid(visit)) {
            members.remove(caller, user.id());
            return visit.redirect("/", Flash.done("You have left " + name + "."));
        }
        members.removable(caller, user.id());
        String text = "You see nothing of " + name + " any more, until somebody invites you again. Its jobs go on.";
        return new Sure(Section.SETTINGS, text, "Leave the organization", "/settings").ask(visit, "Leave " + name + "?");
    }

    public Answer delete(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.ORG_DELETE);
        String name = current(visit, caller).name();
        if (Sure.isSaid(visit)) {
            removal.delete(caller);
            return visit.redirect("/", Flash.done("Deleted " + name + "."));
        }
        String text = "All jobs of " + name + " stop at once; its history, keys and members' access are gone for good. This can't be undone.";
        return new Sure(Section.SETTINGS, text, "Delete the organization", "/settings").ask(visit, "Delete " + name + "?");
    }
}

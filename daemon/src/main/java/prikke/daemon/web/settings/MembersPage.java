package prikke.daemon.web.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.PublicUrl;
import prikke.core.Slice;
import prikke.core.account.Caller;
import prikke.core.account.Invitation;
import prikke.core.account.InvitationDraft;
import prikke.core.account.Invitations;
import prikke.core.account.Member;
import prikke.core.account.Members;
import prikke.core.account.Permission;
import prikke.core.account.Role;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;
import prikke.daemon.web.Faulty;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Section;
import prikke.daemon.web.Sure;
import prikke.daemon.web.Visit;

/** Who belongs to an organization, and who is asked to. */
public final class MembersPage {
    private static final String PATH = "/settings/members";
    private static final int PAGE = 50;

    private final Members members;
    private final Invitations invitations;
    private final PublicUrl url;

    public MembersPage(Members members, Invitations invitations, PublicUrl url) {
        this.members = members;
        this.invitations = invitations;
        this.url = url;
    }

    /**
     * What the page shows.
     *
     * @param invited none where the visitor may not see them
     * @param me who looks
     * @param role their own
     */
    public record View(List<Member> members, List<Invitation> invited, UUID me, Role role) {
        /** Whether the visitor may change that member. */
        public boolean covers(Member member) {
            return role.compareTo(member.role()) >= 0;
        }

        /** What they may make of somebody. */
        public List<Role> grantable() {
            return List.of(Role.values()).subList(0, role.ordinal() + 1);
        }
    }

    public Answer show(Visit visit) {
        return page(visit, visit.caller(), 200, Map.of(), null);
    }

    private Answer page(Visit visit, Caller caller, int status, Map<String, String> values, @Nullable String error) {
        boolean seesInvited = caller.role().compareTo(Permission.INVITES_READ.least()) >= 0;
        List<Invitation> invited = seesInvited ? invitations.list(caller) : List.of();
        Slice<Member> slice = Pager.within(members.list(caller), Member::user, Pager.cursor(visit), PAGE);
        View view = new View(slice.items(), invited, visit.requireUser().id(), caller.role());
        Pager pager = Pager.of(visit, PATH, slice.next());
        Map<String, Object> parameters = new HashMap<>(Map.of("view", view, "pager", pager, "values", values));
        parameters.put("error", error);
        return visit.page(status, "members.jte", "Members", parameters);
    }

    public Answer changeRole(Visit visit) {
        Member member = members.changeRole(visit.caller(), id(visit, "user", "member"), visit.form().get("role"));
        return visit.redirect(PATH, Flash.done(member.email() + " is " + member.role().text() + " now."));
    }

    public Answer remove(Visit visit) {
        Caller caller = visit.caller();
        UUID user = id(visit, "user", "member");
        if (Sure.isSaid(visit)) {
            members.remove(caller, user);
            return visit.redirect(PATH, Flash.done("Removed."));
        }
        Member member = members.removable(caller, user);
        String text = member.email() + " sees nothing of the organization any more. What they made stays.";
        return new Sure(Section.SETTINGS, text, "Remove the member", PATH).ask(visit, "Remove " + member.email() + "?");
    }

    /** The link of an invitation is shown this once: only its hash is kept. The one in a mail is another, known to who gets the mail. */
    public Answer invite(Visit visit) {
        Caller caller = visit.caller();
        Map<String, String> form = visit.form();
        String email = form.getOrDefault("email", "").strip();
        try {
            Invitations.Created made =
                    invitations.create(caller, new InvitationDraft(email.isEmpty() ? null : email, form.get("role"), null));
            if (made.mailed()) return visit.redirect(PATH, Flash.done("The invitation is on its way to " + email + "."));
            String whose = email.isEmpty() ? "Whoever has this link may take it, once" : "Give " + email + " this link";
            String text = whose + ". Copy it now: it is not shown again.";
            return Once.show(visit, Tab.MEMBERS, "Invitation made", text, url.page("/invite/" + made.token()).toString());
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.FORBIDDEN) throw e;
            return page(visit, caller, Statuses.of(e.kind()), form, Faulty.words(e));
        }
    }

    public Answer uninvite(Visit visit) {
        invitations.revoke(visit.caller(), id(visit, "invite", "invitation"));
        return visit.redirect(PATH, Flash.done("The invitation is taken back: its link is void."));
    }

    private static UUID id(Visit visit, String name, String what) {
        return visit.request().id(name).orElseThrow(() -> ProblemException.notFound(what + " of that id"));
    }
}

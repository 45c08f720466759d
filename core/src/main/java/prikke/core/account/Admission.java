package prikke.core.account;

import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.audit.Action;
import prikke.core.audit.Actor;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Deed;
import prikke.core.audit.Subject;
import prikke.core.db.Tx;

/** Lets those into an organization who have an invitation, each of which lets in one. */
final class Admission {
    private final InvitationStore store = new InvitationStore();
    private final MemberStore members = new MemberStore();
    private final Organizations organizations;
    private final InstantSource clock;
    private final Audit audit;

    Admission(Organizations organizations, InstantSource clock) {
        this.organizations = organizations;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /**
     * What a token stands for.
     *
     * @throws ProblemException not found, and not why, where it stands for nothing
     */
    Invitation open(Tx tx, String token) {
        return InvitationToken.parse(token)
                .flatMap(parsed -> store.find(tx, parsed.hash(), clock.instant()))
                .orElseThrow(Admission::doesNotHold);
    }

    /**
     * Makes a user a member; the invitation is used up.
     *
     * @param user known by their e-mail address
     * @throws ProblemException forbidden where it is meant for another address; in conflict for a member, and for who belongs to as
     *     many organizations as one may; not found where somebody else has taken it meanwhile
     */
    Membership join(Tx tx, Actor user, Invitation invitation) {
        Organization org = organizations.locked(tx, invitation.org());
        UUID id = Objects.requireNonNull(user.user());
        requireMeantFor(user.name(), invitation);
        if (members.find(tx, org.id(), id).isPresent()) throw alreadyMember("You are");
        organizations.requireRoom(tx, id);
        if (!store.delete(tx, org.id(), invitation.id())) throw doesNotHold();
        members.insert(tx, org.id(), id, invitation.role(), clock.instant());
        Changes changes = Changes.of("role", null, invitation.role().text()).add("invited_by", null, invitation.invitedBy());
        audit.record(tx, new Deed(org.id(), user, Action.MEMBER_JOIN, new Subject("member", id, user.name()), changes));
        return new Membership(org, invitation.role());
    }

    private static void requireMeantFor(String email, Invitation invitation) {
        if (invitation.email() == null || invitation.email().equals(email)) return;
        throw ProblemException.of(Kind.FORBIDDEN, "invited_another",
                "This invitation is for another e-mail address than " + email + ". Use the account of the address it was sent to.");
    }

    static ProblemException alreadyMember(String who) {
        return ProblemException.of(Kind.CONFLICT, "already_member", who + " a member of this organization already.");
    }

    private static ProblemException doesNotHold() {
        return ProblemException.of(Kind.NOT_FOUND, "not_found",
                "This invitation does not hold: it is mistyped, taken already, taken back or out of date. Ask for another.");
    }
}

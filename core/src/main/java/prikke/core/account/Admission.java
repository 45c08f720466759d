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
import prikke.core.mail.Outbox;

/** Lets those into an organization who have an invitation, each of which lets in one. */
final class Admission {
    private final InvitationStore store = new InvitationStore();
    private final MemberStore members = new MemberStore();
    private final UserStore users = new UserStore();
    private final Organizations organizations;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Audit audit;

    /**
     * An invitation that may be taken.
     *
     * @param mailed whether the token came by the invitation's mail, and not from whoever made it
     */
    record Opened(Invitation invitation, boolean mailed) {
        /** Whether having the token proves that mails to that address are read. */
        boolean proves(String email) {
            return mailed && email.equals(invitation.email());
        }
    }

    Admission(Organizations organizations, Outbox outbox, InstantSource clock) {
        this.organizations = organizations;
        this.outbox = outbox;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /**
     * What a token stands for.
     *
     * @throws ProblemException not found, and not why, where it stands for nothing
     */
    Opened open(Tx tx, String token) {
        String hash = InvitationToken.parse(token).orElseThrow(Admission::doesNotHold).hash();
        Invitation invitation = store.find(tx, hash, clock.instant()).orElseThrow(Admission::doesNotHold);
        return new Opened(invitation, store.isMailed(tx, invitation.id(), hash));
    }

    /**
     * Makes a user a member; the invitation is used up.
     *
     * @param user known by their e-mail address
     * @throws ProblemException forbidden where it is meant for another address, or for one that is not known to be theirs; in conflict
     *     for a member, and for who belongs to as many organizations as one may; not found where somebody else has taken it meanwhile
     */
    Membership join(Tx tx, Actor user, Opened opened) {
        Invitation invitation = opened.invitation();
        Organization org = organizations.locked(tx, invitation.org());
        UUID id = Objects.requireNonNull(user.user());
        requireMeantFor(tx, id, user.name(), opened);
        if (members.find(tx, org.id(), id).isPresent()) throw alreadyMember("You are");
        organizations.requireRoom(tx, id);
        if (!store.delete(tx, org.id(), invitation.id())) throw doesNotHold();
        members.insert(tx, org.id(), id, invitation.role(), clock.instant());
        Changes changes = Changes.of("role", null, invitation.role().text()).add("invited_by", null, invitation.invitedBy());
        audit.record(tx, new Deed(org.id(), user, Action.MEMBER_JOIN, new Subject("member", id, user.name()), changes));
        return new Membership(org, invitation.role());
    }

    /** Anybody may say that an address is theirs. Where no mails are sent nobody can prove it, and the link in hand is what counts. */
    private void requireMeantFor(Tx tx, UUID user, String email, Opened opened) {
        String meant = opened.invitation().email();
        if (meant == null) return;
        if (!meant.equals(email)) {
            throw ProblemException.of(Kind.FORBIDDEN, "invited_another",
                    "This invitation is for another e-mail address than " + email + ". Use the account of the address it was sent to.");
        }
        if (!outbox.isOpen() || opened.proves(email) || users.hasProved(tx, user, email)) return;
        throw ProblemException.of(Kind.FORBIDDEN, "address_not_proved",
                "This invitation is for " + email + " only, and nothing has proved yet that this address is yours. Take it by the link in"
                        + " the mail that was sent there, or sign in by a link that is mailed to you first.");
    }

    static ProblemException alreadyMember(String who) {
        return ProblemException.of(Kind.CONFLICT, "already_member", who + " a member of this organization already.");
    }

    private static ProblemException doesNotHold() {
        return ProblemException.of(Kind.NOT_FOUND, "not_found",
                "This invitation does not hold: it is mistyped, taken already, taken back or out of date. Ask for another.");
    }
}

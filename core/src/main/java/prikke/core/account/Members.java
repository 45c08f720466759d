package prikke.core.account;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.db.Tx;

/**
 * Who belongs to an organization, and as what. Nobody grants more than they have, nor changes those who have more; and an organization
 * always has an owner.
 */
public final class Members {
    private final MemberStore store = new MemberStore();
    private final InvitationStore invitations = new InvitationStore();
    private final Database database;
    private final Organizations organizations;
    private final Audit audit;

    public Members(Database database, Organizations organizations, InstantSource clock) {
        this.database = database;
        this.organizations = organizations;
        this.audit = new Audit(clock);
    }

    /** The members, in the order their accounts were made in. */
    public List<Member> list(Caller caller) {
        caller.require(Permission.MEMBERS_READ);
        return database.read(tx -> store.list(tx, caller.org()));
    }

    /**
     * Gives a member another role. An owner who makes another member an owner and steps down then has handed the organization over.
     *
     * @throws ProblemException forbidden, also where the member has or would get more than the caller; invalid; not found; in conflict
     *     for the last owner
     */
    public Member changeRole(Caller caller, UUID user, @Nullable String role) {
        caller.require(Permission.MEMBERS_WRITE);
        Faults faults = new Faults();
        Role wanted = AccountRules.role(role, faults);
        faults.throwIfAny();
        return database.write(tx -> {
            Caller now = locked(tx, caller);
            now.require(Permission.MEMBERS_WRITE);
            Member member = member(tx, caller, user);
            requireCovers(now, member.role(), "change an " + member.role().text());
            requireCovers(now, wanted, "make somebody " + wanted.text());
            if (wanted == member.role()) return member;
            if (member.role() == Role.OWNER) requireAnotherOwner(tx, caller.org());
            store.setRole(tx, caller.org(), user, wanted);
            invitations.deleteAbove(tx, caller.org(), user, wanted);
            audit.record(tx, caller.did(Action.MEMBER_ROLE, subject(member), Changes.of("role", member.role().text(), wanted.text())));
            return new Member(user, member.email(), wanted, member.joinedAt());
        });
    }

    /**
     * Removes a member, or lets the caller leave. Keys that they made stay: they are the organization's. Invitations that they sent go.
     *
     * @throws ProblemException forbidden, also where the member has more than the caller; not found; in conflict for the last owner
     */
    public void remove(Caller caller, UUID user) {
        caller.require(toRemove(caller, user));
        database.run(tx -> {
            Member member = removable(tx, locked(tx, caller), user);
            store.delete(tx, caller.org(), user);
            invitations.deleteOf(tx, caller.org(), user);
            Action action = user.equals(caller.userId()) ? Action.MEMBER_LEAVE : Action.MEMBER_REMOVE;
            audit.record(tx, caller.did(action, subject(member), Changes.of("role", member.role().text(), null)));
        });
    }

    /**
     * A member whom the caller could remove right now, be it themselves.
     *
     * @throws ProblemException as {@link #remove} would
     */
    public Member removable(Caller caller, UUID user) {
        caller.require(toRemove(caller, user));
        return database.read(tx -> removable(tx, caller, user));
    }

    private Member removable(Tx tx, Caller now, UUID user) {
        now.require(toRemove(now, user));
        Member member = member(tx, now, user);
        requireCovers(now, member.role(), "remove an " + member.role().text());
        if (member.role() == Role.OWNER) requireAnotherOwner(tx, now.org());
        return member;
    }

    private static Permission toRemove(Caller caller, UUID user) {
        return user.equals(caller.userId()) ? Permission.MEMBERS_LEAVE : Permission.MEMBERS_WRITE;
    }

    /** One after the other from here on, and with the role that the caller has by now. */
    private Caller locked(Tx tx, Caller caller) {
        organizations.locked(tx, caller.org());
        return acting(tx, store, caller);
    }

    /** The caller, a user, with the role that they have by now: another may have changed it since they were let in. */
    static Caller acting(Tx tx, MemberStore store, Caller caller) {
        UUID user = Objects.requireNonNull(caller.userId(), "a key may not get here");
        return store.find(tx, caller.org(), user)
                .map(member -> new Caller(caller.actor(), caller.org(), member.role()))
                .orElseThrow(() -> ProblemException.notFound("organization " + caller.org()));
    }

    private Member member(Tx tx, Caller caller, UUID user) {
        return store.find(tx, caller.org(), user).orElseThrow(() -> ProblemException.notFound("member " + user));
    }

    /** Refuses what would reach above the caller's own role. */
    static void requireCovers(Caller caller, Role role, String what) {
        if (caller.role().covers(role)) return;
        throw ProblemException.of(Kind.FORBIDDEN, "forbidden",
                "The role " + caller.role().text() + " may not " + what + "; nobody grants or takes more than they have. Ask an owner.");
    }

    private void requireAnotherOwner(Tx tx, UUID org) {
        if (store.owners(tx, org) > 1) return;
        throw ProblemException.of(Kind.CONFLICT, "last_owner",
                "This is the last owner. Make another member an owner first, or delete the organization.");
    }

    static Subject subject(Member member) {
        return new Subject("member", member.user(), member.email());
    }
}

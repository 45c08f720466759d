package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.Uuid7;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.mail.Order;
import prikke.core.mail.Outbox;
import prikke.core.schedule.Durations;
import prikke.core.schedule.ScheduleException;

/** An organization's invitations: made by those who manage its members, for no more than they are themselves. */
public final class Invitations {
    private static final Duration USUAL_LIFE = Duration.ofDays(7);
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    /** How many of an organization may be open at once: a bound on what it can have this instance mail and keep. */
    public static final int MOST_OPEN = 200;

    private static final int FORGOTTEN_AT_ONCE = 200;

    /**
     * An invitation and what it is taken with.
     *
     * @param token known to nobody after this
     * @param mailed whether a mail is on its way
     */
    public record Created(Invitation invitation, String token, boolean mailed) {
        /** The token stays out of logs. */
        @Override
        public String toString() {
            return invitation.toString();
        }
    }

    private final InvitationStore store = new InvitationStore();
    private final MemberStore members = new MemberStore();
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Organizations organizations;
    private final Admission admission;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Audit audit;

    public Invitations(Database database, Organizations organizations, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.organizations = organizations;
        this.admission = new Admission(organizations, outbox, clock);
        this.outbox = outbox;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** Those that may still be taken, the oldest first. */
    public List<Invitation> list(Caller caller) {
        caller.require(Permission.INVITES_READ);
        return database.read(tx -> store.list(tx, caller.org(), clock.instant()));
    }

    /**
     * Invites somebody. Whoever is invited again gets a new invitation, and the one before is void.
     *
     * @throws ProblemException forbidden, also for a role above the caller's; invalid; in conflict where they are a member already, or
     *     where too many invitations are open; too_many_mails
     */
    public Created create(Caller caller, InvitationDraft draft) {
        caller.require(Permission.MEMBERS_WRITE);
        Faults faults = new Faults();
        String email = draft.email() == null ? null : AccountRules.email(draft.email(), faults);
        Role role = draft.role() == null ? Role.MEMBER : AccountRules.role(draft.role(), faults);
        Duration life = life(draft.expires(), faults);
        faults.throwIfAny();
        Instant now = clock.instant();
        InvitationToken token = InvitationToken.random(random);
        Invitation made = new Invitation(
                Uuid7.random(now), caller.org(), email, role, caller.actor().name(), now, now.plus(life));
        database.run(tx -> insert(tx, caller, made, token));
        return new Created(made, token.text(), email != null && outbox.isOpen());
    }

    private void insert(Tx tx, Caller caller, Invitation made, InvitationToken token) {
        organizations.locked(tx, caller.org());
        Caller acting = Members.acting(tx, members, caller);
        acting.require(Permission.MEMBERS_WRITE);
        Members.requireCovers(acting, made.role(), "invite somebody as " + made.role().text());
        String email = made.email();
        if (email != null) {
            if (members.find(tx, caller.org(), email).isPresent()) throw Admission.alreadyMember(email + " is");
            store.deleteFor(tx, caller.org(), email);
        }
        requireFew(tx, caller.org(), made.createdAt());
        UUID inviter = Objects.requireNonNull(caller.userId());
        store.insert(tx, made, inviter, token.hash());
        if (email != null) outbox.ask(tx, new Order(InvitationMail.KIND, email, made.id().toString()).by(caller.org(), inviter));
        audit.record(tx, caller.did(Action.INVITATION_CREATE, subject(made), Changes.of("email", null, email)
                .add("role", null, made.role().text())
                .add("expires_at", null, made.expiresAt())));
    }

    private void requireFew(Tx tx, UUID org, Instant now) {
        if (store.list(tx, org, now).size() < MOST_OPEN) return;
        throw ProblemException.of(Kind.CONFLICT, "too_many_invitations",
                MOST_OPEN + " invitations are open already. Take some back, or wait until they are taken or void.");
    }

    /**
     * Takes an invitation back.
     *
     * @throws ProblemException forbidden; not found
     */
    public void revoke(Caller caller, UUID id) {
        caller.require(Permission.MEMBERS_WRITE);
        database.run(tx -> {
            organizations.locked(tx, caller.org());
            Invitation open = store.find(tx, id, clock.instant())
                    .filter(found -> found.org().equals(caller.org()))
                    .orElseThrow(() -> ProblemException.notFound("invitation " + id));
            Caller acting = Members.acting(tx, members, caller);
            acting.require(Permission.MEMBERS_WRITE);
            Members.requireCovers(acting, open.role(), "take back an invitation as " + open.role().text());
            store.delete(tx, caller.org(), id);
            audit.record(tx, caller.did(Action.INVITATION_REVOKE, subject(open), Changes.none()));
        });
    }

    /**
     * What an invitation is to.
     *
     * @param organization its name
     */
    public record Offer(String organization, Invitation invitation) {}

    /**
     * What somebody is invited to who has the token, and nothing but the token.
     *
     * @throws ProblemException not found for a token that is wrong, taken, taken back or void
     */
    public Offer look(String token) {
        return database.read(tx -> {
            Invitation open = admission.open(tx, token).invitation();
            return new Offer(organizations.find(tx, open.org()).name(), open);
        });
    }

    /**
     * Takes an invitation: the user belongs to its organization from here on.
     *
     * @throws ProblemException not found for a token that is wrong, taken, taken back or void; forbidden for an API key, and for a user
     *     it was not meant for or who is not known to be who it was meant for; in conflict for a member
     */
    public Membership accept(Identity identity, Client client, String token) {
        if (!(identity instanceof Identity.User user)) {
            throw ProblemException.of(Kind.FORBIDDEN, "forbidden", "No API key may take an invitation. Sign in as a user: prikke login");
        }
        return database.write(tx -> admission.join(tx, user.from(client), admission.open(tx, token)));
    }

    private static Duration life(@Nullable String text, Faults faults) {
        if (text == null) return USUAL_LIFE;
        try {
            Duration life = Durations.parse(text);
            if (life.compareTo(SHORTEST_LIFE) >= 0 && life.compareTo(LONGEST_LIFE) <= 0) return life;
            faults.add("expires", "out_of_range", "must be a duration from 1m to 30d; this one is " + text);
        } catch (ScheduleException e) {
            for (ScheduleException.Fault fault : e.faults()) faults.add("expires", fault.code(), fault.message());
        }
        return USUAL_LIFE;
    }

    /**
     * Forgets some of those that are void.
     *
     * @return whether there may be more
     */
    public boolean forgetVoid(Instant now) {
        return database.write(tx -> store.deleteVoid(tx, now, FORGOTTEN_AT_ONCE)) == FORGOTTEN_AT_ONCE;
    }

    private static Subject subject(Invitation invitation) {
        return new Subject("invitation", invitation.id(), invitation.email());
    }
}

package prikke.core.account;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.Uuid7;
import prikke.core.audit.Action;
import prikke.core.audit.Actor;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Deed;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.db.Tx;

/** Organizations, as those who belong to them see them; nobody else can tell that they exist. */
public final class Organizations {
    /** Each request of a user reads all that they belong to, and what they do of their own is told in the log of each. */
    static final int MOST_MEMBERSHIPS = 100;

    private final OrganizationStore store = new OrganizationStore();
    private final MemberStore members = new MemberStore();
    private final UserStore users = new UserStore();
    private final Database database;
    private final SigningSecrets secrets;
    private final InstantSource clock;
    private final Audit audit;

    public Organizations(Database database, SigningSecrets secrets, InstantSource clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
        this.audit = new Audit(clock);
    }

    /** The organizations that this identity may act in, the oldest first. */
    public List<Membership> of(Identity identity) {
        return switch (identity) {
            case Identity.User user -> user.memberships();
            case Identity.Key key -> List.of(ofKey(key));
        };
    }

    /**
     * One organization.
     *
     * @throws ProblemException not found, also where there is one that this identity is no member of
     */
    public Membership get(Identity identity, UUID id) {
        return switch (identity) {
            case Identity.User user -> user.membership(id);
            case Identity.Key key -> {
                key.in(id);
                yield ofKey(key);
            }
        };
    }

    /**
     * Makes an organization, with its signing secret; the user becomes its owner.
     *
     * @throws ProblemException forbidden for an API key; invalid for a name that won't do; in conflict for a user who belongs to as many
     *     as one may
     */
    public Membership create(Identity identity, Client client, @Nullable String name) {
        if (!(identity instanceof Identity.User user)) {
            throw ProblemException.of(
                    ProblemException.Kind.FORBIDDEN,
                    "forbidden",
                    "An API key belongs to one organization and can't create another. Sign in as a user.");
        }
        Faults faults = new Faults();
        String checked = AccountRules.name("name", name, faults);
        faults.throwIfAny();
        return database.write(tx -> found(tx, user.from(client), checked));
    }

    /**
     * Gives an organization another name.
     *
     * @throws ProblemException forbidden; invalid
     */
    public Membership rename(Caller caller, @Nullable String name) {
        caller.require(Permission.ORG_WRITE);
        Faults faults = new Faults();
        String checked = AccountRules.name("name", name, faults);
        faults.throwIfAny();
        return database.write(tx -> {
            Organization old = locked(tx, caller.org());
            Organization fresh = new Organization(old.id(), checked, old.createdAt());
            if (!old.name().equals(checked)) {
                store.rename(tx, old.id(), checked);
                audit.record(tx, caller.did(Action.ORGANIZATION_RENAME, subject(fresh), Changes.of("name", old.name(), checked)));
            }
            return new Membership(fresh, caller.role());
        });
    }

    /** An organization, locked; refused as not found where there is none, or none any more. */
    Organization locked(Tx tx, UUID org) {
        return store.lock(tx, org).orElseThrow(() -> ProblemException.notFound("organization " + org));
    }

    /** The same, not locked. */
    Organization find(Tx tx, UUID org) {
        return store.find(tx, org).orElseThrow(() -> ProblemException.notFound("organization " + org));
    }

    /** Makes an organization for a user, within a transaction. */
    Membership found(Tx tx, Actor owner, String name) {
        UUID user = Objects.requireNonNull(owner.user());
        requireRoom(tx, user);
        Organization org = new Organization(Uuid7.random(clock.instant()), name, clock.instant());
        store.insert(tx, org);
        members.insert(tx, org.id(), user, Role.OWNER, org.createdAt());
        secrets.create(tx, org.id());
        audit.record(tx, new Deed(org.id(), owner, Action.ORGANIZATION_CREATE, subject(org), Changes.of("name", null, name)));
        return new Membership(org, Role.OWNER);
    }

    /** Refuses to have a user belong to yet another one, where they belong to as many as one may; locks the user. */
    void requireRoom(Tx tx, UUID user) {
        users.lock(tx, user);
        if (members.organizations(tx, user).size() < MOST_MEMBERSHIPS) return;
        throw ProblemException.of(ProblemException.Kind.CONFLICT, "too_many_organizations",
                "You belong to " + MOST_MEMBERSHIPS + " organizations already, which is as many as one may. Leave or delete one first.");
    }

    static Subject subject(Organization org) {
        return new Subject("organization", org.id(), org.name());
    }

    /** Refused like a key that does not hold where the organization was deleted after the key was let in. */
    private Membership ofKey(Identity.Key key) {
        Organization org = database.read(tx -> store.find(tx, key.key().org())).orElseThrow(Authentication::wrongKey);
        return new Membership(org, key.key().scope().role());
    }
}

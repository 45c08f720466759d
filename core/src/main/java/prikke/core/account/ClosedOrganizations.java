package prikke.core.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.db.Tx;

/**
 * Organizations that are deleted: closed at once, so that nobody gets into them any more, and gone once nothing is left that was theirs.
 * What else was theirs, and that it stops, is for those to see to who know of it.
 */
public final class ClosedOrganizations {
    private final OrganizationStore store = new OrganizationStore();
    private final MemberStore members = new MemberStore();
    private final InvitationStore invitations = new InvitationStore();
    private final KeyStore keys = new KeyStore();
    private final Audit audit;

    public ClosedOrganizations(InstantSource clock) {
        this.audit = new Audit(clock);
    }

    /**
     * Closes the caller's organization: it has no members, no invitations and no keys that hold from here on.
     *
     * @throws ProblemException forbidden; not found
     */
    public void close(Tx tx, Caller caller, Instant now) {
        caller.require(Permission.ORG_DELETE);
        Organization org = store.lock(tx, caller.org()).orElseThrow(() -> ProblemException.notFound("organization " + caller.org()));
        Members.acting(tx, members, caller).require(Permission.ORG_DELETE);
        audit.record(tx, caller.did(Action.ORGANIZATION_DELETE, Organizations.subject(org), Changes.none()));
        store.close(tx, org.id(), now);
        members.deleteAll(tx, org.id());
        invitations.deleteAll(tx, org.id());
        keys.revokeAll(tx, org.id(), now);
    }

    /** Those that are closed and not gone, and since when. */
    public Map<UUID, Instant> closed(Tx tx) {
        return store.closed(tx);
    }

    /**
     * Forgets up to so many entries of its audit log, all but the one that tells of its end.
     *
     * @return how many
     */
    public int forgetAudit(Tx tx, UUID org, int most) {
        return audit.forgetAll(tx, org, most);
    }

    /** Forgets one that has no jobs any more, with its keys and secrets; conflicts where something of it is left. */
    public void forget(Tx tx, UUID org) {
        store.delete(tx, org);
    }
}

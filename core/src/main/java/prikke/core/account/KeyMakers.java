package prikke.core.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.db.Tx;

/**
 * Looks at who makes a key once more, in the transaction that makes it: since they were let in they may have been removed, or the
 * organization deleted, and a key made then would outlive that.
 */
final class KeyMakers {
    private final OrganizationStore organizations = new OrganizationStore();
    private final MemberStore members = new MemberStore();
    private final KeyStore keys = new KeyStore();

    /**
     * Refuses who may not make keys any more; who may still comes one after the other with whatever would change that.
     *
     * @throws ProblemException not found where the organization is no more, or the user no member of it; forbidden; unauthorized for a key
     *     that does not hold any more
     */
    void admit(Tx tx, Caller caller, Instant now) {
        organizations.lock(tx, caller.org()).orElseThrow(() -> ProblemException.notFound("organization " + caller.org()));
        UUID key = caller.keyId();
        if (key == null) Members.acting(tx, members, caller).require(Permission.KEYS_WRITE);
        else keys.held(tx, caller.org(), key, now).orElseThrow(Authentication::wrongKey);
    }
}

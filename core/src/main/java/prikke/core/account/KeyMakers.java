package prikke.core.account;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.db.Tx;

/**
 * Looks at who makes a key once more, in the transaction that makes it: since they were let in they may have been removed, or the
 * organization deleted, and a key made then would outlive that. Nor does what a key makes outlive that key.
 */
final class KeyMakers {
    private final OrganizationStore organizations = new OrganizationStore();
    private final MemberStore members = new MemberStore();
    private final KeyStore keys = new KeyStore();

    /**
     * Refuses who may not make keys any more; who may still comes one after the other with whatever would change that.
     *
     * @return when what they make has to end at the latest, or null for never
     * @throws ProblemException not found where the organization is no more, or the user no member of it; forbidden; unauthorized for a key
     *     that does not hold any more
     */
    @Nullable Instant admit(Tx tx, Caller caller, Instant now) {
        if (organizations.lock(tx, caller.org()).isEmpty()) throw ProblemException.notFound("organization " + caller.org());
        UUID key = caller.keyId();
        if (key != null) return keys.held(tx, caller.org(), key, now).orElseThrow(Authentication::wrongKey).expiresAt();
        Members.acting(tx, members, caller).require(Permission.KEYS_WRITE);
        return null;
    }

    /** The earlier of two ends, either of which may be never. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) return one == null ? other : one;
        return one.isBefore(other) ? one : other;
    }
}

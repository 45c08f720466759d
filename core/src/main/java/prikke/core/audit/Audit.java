package prikke.core.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import prikke.core.db.Tx;

/** The log itself, for use cases: what they record stands or falls with their transaction. */
public final class Audit {
    private final AuditStore store = new AuditStore();
    private final InstantSource clock;

    public Audit(InstantSource clock) {
        this.clock = clock;
    }

    public void record(Tx tx, Deed deed) {
        record(tx, List.of(deed));
    }

    /** All in one statement, whatever their number. */
    public void record(Tx tx, List<Deed> deeds) {
        if (!deeds.isEmpty()) store.insert(tx, deeds, clock.instant());
    }

    /** The entries of an organization that the filter lets through, the newest first. */
    public List<AuditEntry> list(Tx tx, UUID org, AuditFilter filter) {
        return store.list(tx, org, filter);
    }

    /**
     * Forgets entries made before the given instant, the oldest first.
     *
     * @return how many were forgotten, {@code most} at the most
     */
    public int forget(Tx tx, Instant before, int most) {
        return store.deleteBefore(tx, before, most);
    }

    /**
     * Forgets entries of an organization that is no more, but for the one that tells of its end.
     *
     * @return how many were forgotten, {@code most} at the most
     */
    public int forgetAll(Tx tx, UUID org, int most) {
        return store.deleteOf(tx, org, most);
    }
}

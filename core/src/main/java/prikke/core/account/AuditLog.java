package prikke.core.account;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import prikke.core.Slice;
import prikke.core.audit.Audit;
import prikke.core.audit.AuditEntry;
import prikke.core.audit.AuditFilter;
import prikke.core.db.Database;

/** Reading the audit log of an organization. */
public final class AuditLog {
    private static final int AT_A_TIME = 500;

    private final Database database;
    private final Audit audit;

    public AuditLog(Database database, InstantSource clock) {
        this.database = database;
        this.audit = new Audit(clock);
    }

    /**
     * The entries that the filter lets through, the newest first.
     *
     * @throws prikke.core.ProblemException forbidden
     */
    public Slice<AuditEntry> list(Caller caller, AuditFilter filter) {
        caller.require(Permission.AUDIT_READ);
        return slice(caller, filter);
    }

    /**
     * Hands on every entry that the filter lets through, the newest first; no more than a few are in memory at a time.
     *
     * @param filter its limit does not matter
     * @throws prikke.core.ProblemException forbidden
     */
    public void export(Caller caller, AuditFilter filter, Consumer<List<AuditEntry>> some) {
        caller.require(Permission.AUDIT_READ);
        AuditFilter next = new AuditFilter(
                filter.since(), filter.until(), filter.actor(), filter.actions(), filter.before(), AT_A_TIME);
        while (true) {
            Slice<AuditEntry> slice = slice(caller, next);
            if (!slice.items().isEmpty()) some.accept(slice.items());
            if (slice.next() == null) return;
            next = next.after(slice.next());
        }
    }

    private Slice<AuditEntry> slice(Caller caller, AuditFilter filter) {
        AuditFilter oneMore = new AuditFilter(
                filter.since(), filter.until(), filter.actor(), filter.actions(), filter.before(), filter.limit() + 1);
        return Slice.of(database.read(tx -> audit.list(tx, caller.org(), oneMore)), filter.limit(), AuditEntry::id);
    }
}

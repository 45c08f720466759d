package prikke.core.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
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

    /** Entries, a few at a time: they are read as the iteration comes to them. */
    public interface Export extends Iterable<List<AuditEntry>> {}

    /**
     * Every entry that the filter lets through, the newest first.
     *
     * @param filter its limit does not matter
     * @throws prikke.core.ProblemException forbidden
     */
    public Export export(Caller caller, AuditFilter filter) {
        caller.require(Permission.AUDIT_READ);
        AuditFilter first = new AuditFilter(
                filter.since(), filter.until(), filter.actor(), filter.actions(), filter.before(), AT_A_TIME);
        return () -> Stream.iterate(
                        slice(caller, first), slice -> !slice.items().isEmpty(), slice -> after(caller, first, slice))
                .map(Slice::items)
                .iterator();
    }

    private Slice<AuditEntry> after(Caller caller, AuditFilter filter, Slice<AuditEntry> slice) {
        return slice.next() == null ? new Slice<>(List.of(), null) : slice(caller, filter.after(slice.next()));
    }

    /**
     * Forgets some of the entries, of all organizations, that were made before the given instant.
     *
     * @return whether there may be more
     */
    public boolean forgetBefore(Instant before) {
        return database.write(tx -> audit.forget(tx, before, AT_A_TIME)) == AT_A_TIME;
    }

    private Slice<AuditEntry> slice(Caller caller, AuditFilter filter) {
        AuditFilter oneMore = new AuditFilter(
                filter.since(), filter.until(), filter.actor(), filter.actions(), filter.before(), filter.limit() + 1);
        return Slice.of(database.read(tx -> audit.list(tx, caller.org(), oneMore)), filter.limit(), AuditEntry::id);
    }
}

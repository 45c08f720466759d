package prikke.core.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to list, the newest first.
 *
 * @param since only what was done at or after this instant; null for no bound
 * @param until only what was done before this instant; null for no bound
 * @param actor only what was done by this user or key: an id, or the name as it was then; null for anyone
 * @param actions only these; all when empty
 * @param before only entries whose id is smaller; null for the first page
 */
public record AuditFilter(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String actor,
        List<Action> actions,
        @Nullable UUID before,
        int limit) {

    /** The same from after the given entry on. */
    public AuditFilter after(UUID last) {
        return new AuditFilter(since, until, actor, actions, last, limit);
    }
}

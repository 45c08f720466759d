package prikke.core.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something done, as it was recorded.
 *
 * @param action as {@link Action#text} spells it; a later version may have known others
 * @param changes by field
 */
public record AuditEntry(UUID id, Instant at, Actor actor, String action, Subject subject, Map<String, Change> changes) {}

package prikke.core.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened in one transaction, in order.
 *
 * @param seq its number among all
 * @param at when it was recorded, by the database's clock
 * @param happenings empty where this version does not know what happened
 */
public record Batch(long seq, Instant at, List<Optional<Happening>> happenings) {}

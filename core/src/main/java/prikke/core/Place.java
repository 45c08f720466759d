package prikke.core;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a sorted list goes on: behind one of its items.
 *
 * @param value what it is sorted by, of that item; null where it has none, and where the list is sorted by ids alone
 * @param id of that item
 */
public record Place(@Nullable String value, UUID id) {}

package prikke.core.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something done, to be recorded.
 *
 * @param org whose log it goes to; null for what concerns no organization, which only the database shows
 */
public record Deed(@Nullable UUID org, Actor actor, Action action, Subject subject, Changes changes) {}

package prikke.core.feed;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.event.EventType;
import prikke.core.event.Happening;

/**
 * What to be told of.
 *
 * @param job null for all jobs and their executions
 * @param types of what
 */
public record EventFilter(@Nullable UUID job, Set<EventType> types) {
    /** All that happens. */
    public static final EventFilter ALL = new EventFilter(null, EnumSet.allOf(EventType.class));

    public EventFilter {
        types = Set.copyOf(types);
    }

    boolean wants(Happening happening) {
        return wants(happening.type(), happening.job());
    }

    boolean wants(Event event) {
        return wants(event.type(), event.jobId());
    }

    private boolean wants(EventType type, UUID of) {
        return types.contains(type) && (job == null || job.equals(of));
    }
}

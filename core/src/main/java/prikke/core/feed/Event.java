package prikke.core.feed;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.event.EventType;
import prikke.core.run.Execution;

/** Something that has happened in an organization, and is committed. */
public sealed interface Event {

    /** What a listener that has got this goes on from; the same on every node. */
    String id();

    EventType type();

    /** When it was recorded. */
    Instant at();

    UUID jobId();

    /** To an execution, which was as it says when it happened. */
    record OfExecution(String id, EventType type, Instant at, Execution execution) implements Event {
        @Override
        public UUID jobId() {
            return execution.jobId();
        }
    }

    /** To a job, by what it was known as then. */
    record OfJob(String id, EventType type, Instant at, UUID jobId, @Nullable String key, @Nullable String name, boolean enabled)
            implements Event {}
}

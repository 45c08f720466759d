package prikke.core.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that has happened, as it is logged. */
public sealed interface Happening {

    UUID org();

    UUID job();

    EventType type();

    /**
     * To an execution.
     *
     * @param attempt the number of the attempt that began or ended, 0 where it is none's
     * @param at of one that has started, when; of one that is retrying, when it will be tried again; else null
     */
    record ToExecution(EventType type, UUID org, UUID job, UUID execution, int attempt, @Nullable Instant at) implements Happening {
        /** An end, whose particulars lie in the history. */
        public static ToExecution ended(EventType type, UUID org, UUID job, UUID execution) {
            return new ToExecution(type, org, job, execution, 0, null);
        }
    }

    /** To a job, which is as it says from then on. */
    record ToJob(EventType type, UUID org, UUID job, @Nullable String key, @Nullable String name, boolean enabled) implements Happening {}
}

package prikke.core.run;

import org.jspecify.annotations.Nullable;
import prikke.core.audit.Changes;

/**
 * What a sync comes to for one queue.
 *
 * @param before how it was set up; null where it was not
 * @param after how it is to be set up; null where no more
 */
public record QueueStep(String name, @Nullable Queue before, @Nullable Queue after) {

    /** The fields that change. */
    public Changes changes() {
        return Queues.changes(before, after);
    }
}

package prikke.core.stats;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one row of the roll-ups is of. */
record RollUpKey(UUID org, UUID job, Grain grain, Instant start) {
    /** Stands for all jobs of the organization. */
    static final UUID ALL = new UUID(0, 0);

    /** Stands for its one-offs. */
    static final UUID ONE_OFFS = new UUID(-1, -1);

    static UUID job(@Nullable UUID job) {
        return job == null ? ONE_OFFS : job;
    }
}

package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import prikke.core.event.EventLog;
import prikke.core.event.EventType;
import prikke.core.event.Happening;
import prikke.core.run.Claim;

/**
 * Attempts that have begun, to be logged together with what others came to: but for this the database need not know of them, so it is
 * told while somebody listens only. What there is no room for, because nothing can be written, is not told of.
 */
final class Starts {
    /** How often it is looked whether somebody listens, through whichever node; who begins to rings besides. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final int MOST = 10_000;

    private final EventLog log;
    private final InstantSource clock;
    private final BlockingQueue<Happening> begun = new ArrayBlockingQueue<>(MOST);
    private volatile boolean wanted;

    Starts(EventLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Looks once. */
    Duration tick() {
        wanted = log.listened(clock.instant());
        return LOOK;
    }

    /** Whether anybody wants to know. */
    boolean wanted() {
        return wanted;
    }

    /** An attempt has begun; before it ends. */
    void began(Claim claim, Instant at) {
        if (!wanted) return;
        begun.offer(new Happening.ToExecution(EventType.EXECUTION_STARTED, claim.org(), claim.job(), claim.id(), claim.attempt(), at));
    }

    /** Those that nobody has taken yet, in their order. */
    List<Happening> take() {
        if (begun.isEmpty()) return List.of();
        List<Happening> taken = new ArrayList<>();
        begun.drainTo(taken);
        return taken;
    }
}

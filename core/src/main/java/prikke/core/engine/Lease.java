package prikke.core.engine;

import java.time.Duration;
import java.util.function.LongSupplier;
import prikke.core.run.Nodes;

/**
 * This node's right to begin attempts of what it holds. It is renewed with every beat and runs out well before others take the node
 * for dead, so that a node that hung, or lost the database, does not begin what others have begun meanwhile. Measured by a clock
 * that no step of the system's touches and that runs on while the process is stopped.
 */
final class Lease {
    /** How often a node renews it. */
    static final Duration BEAT = Duration.ofSeconds(2);

    /** A node that was not heard of for this long is dead; noticed at the latest a beat later. */
    static final Duration TERM = Nodes.TERM;

    /** How long after a renewal a node may still begin attempts. */
    static final Duration MAY_BEGIN = Duration.ofMillis(5500);

    /** With beats further apart than this the database, or this node, was away; others may have been too. */
    private static final Duration STEADY_GAP = BEAT.multipliedBy(2);

    private final boolean shared;
    private final LongSupplier ticker;
    private volatile boolean held;
    private volatile long renewed;
    private volatile long steadySince;

    /**
     * @param shared whether others may take the node for dead at all; nobody shares an embedded database
     * @param ticker nanoseconds since whenever
     */
    Lease(boolean shared, LongSupplier ticker) {
        this.shared = shared;
        this.ticker = ticker;
    }

    /** What to give to {@link #renewed}: read before the instant that the renewal writes. */
    long now() {
        return ticker.getAsLong();
    }

    /** The lease was taken, or renewed, by what was begun to be written at the given time. */
    void renewed(long at) {
        if (!held || at - renewed > STEADY_GAP.toNanos()) steadySince = at;
        renewed = at;
        held = true;
    }

    /** The clock that others' beats are written by has stepped: how long ago they were is not known before they have beaten anew. */
    void clockStepped() {
        steadySince = ticker.getAsLong();
    }

    /** Whether there may be others. */
    boolean shared() {
        return shared;
    }

    /**
     * Whether anything may begin. On an embedded database too, where nobody takes over before the end: whoever starts after that
     * counts as attempted what was due by then, and no more.
     */
    boolean holds() {
        return held && ticker.getAsLong() - renewed < MAY_BEGIN.toNanos();
    }

    /** Whether the beats have come regularly for so long that others' silence is theirs, not the database's. */
    boolean steady() {
        return !shared || held && renewed - steadySince >= TERM.toNanos();
    }
}

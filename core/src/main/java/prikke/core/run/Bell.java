package prikke.core.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import prikke.core.db.Tx;

/**
 * What wakes all nodes of a cluster, so that they need not wait for their next look at the database. It is only ever rung for what a
 * node can't do at once by itself: PostgreSQL commits one transaction that rings at a time.
 */
public enum Bell {
    /** Something is due soon and held by nobody. */
    DUE,
    /** Something waits at a gate, or a gate has been changed. */
    GATES,
    /** A job's next occurrence may have come nearer. */
    PLAN,
    /** Something that a node holds, another perhaps, has been cancelled or is to be taken back. */
    RECALL,
    /** A circuit breaker has opened or closed. */
    BREAKERS,
    /** Somebody listens to what happens: {@link prikke.core.event.EventLog#LISTENING}. */
    EVENTS;

    /** Wakes them once the transaction is committed. On an embedded database there is nobody else. */
    public void ring(Tx tx) {
        tx.tell(name().toLowerCase(Locale.ROOT));
    }

    /** The bell of that name; empty for one that only a newer version knows. */
    public static Optional<Bell> of(String word) {
        return Arrays.stream(values()).filter(bell -> bell.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
    }
}

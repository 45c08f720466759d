package prikke.core.run;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import prikke.core.db.Dialect;
import prikke.core.db.Tx;

/** The statements of the queue. What both databases can do alike is in {@link PortableQueueStore}; where one has its own way, in its own. */
interface QueueStore {

    static QueueStore of(Dialect dialect) {
        return switch (dialect) {
            case H2 -> new H2QueueStore();
            case POSTGRESQL -> new PostgresQueueStore();
        };
    }

    /** See {@link RunQueue#batch}. */
    int batch();

    /** Adds rows; held by the given node from the start, unless it is nobody. */
    void insert(Tx tx, List<Planned> rows, Holder holder);

    /** Adds those rows whose id neither queue nor history has, held like {@link #insert}; says which were added. */
    boolean[] insertMissing(Tx tx, List<Planned> rows, Holder holder);

    /** Adds missed occurrences to the history, those whose id neither queue nor history has; says which were added. */
    boolean[] insertMissed(Tx tx, List<RunQueue.Missed> missed, Instant now);

    /** Takes what is due by the given instant and held by nobody, the most overdue first. */
    List<Claim> claim(Tx tx, long node, Instant now, Instant until, Room room);

    /** Takes what is due likewise, organization by organization; see {@link RunQueue#claimInTurn}. */
    InTurn claimInTurn(Tx tx, long node, Instant now, Instant until, Room room, UUID after, Set<UUID> but);

    /** Takes the given executions, those of them that are held by nobody. */
    List<Claim> claim(Tx tx, long node, Instant now, List<UUID> ids);

    /** Ends executions: those still held under their token move to the history, with their attempt; says which did. */
    boolean[] end(Tx tx, long node, List<Finish> finishes);

    /** Puts executions back to be tried again, where still held and not cancelled, with their attempt; says which were. */
    boolean[] retry(Tx tx, long node, List<Finish> finishes);

    /** Lets go of claims that have not been attempted. */
    void release(Tx tx, long node, List<Held> held);

    /** Lets go of claims that have not been attempted, to be due at a later instant. */
    void postpone(Tx tx, long node, List<Postponed> postponed);
}

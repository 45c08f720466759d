package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import prikke.core.account.Identity;
import prikke.core.db.Database;

/** The daemons that share the database, for those who look after them. */
public final class Nodes {
    /** A daemon says every 2 s that it is alive, and a write may take its time. */
    private static final Duration LIVE = Duration.ofSeconds(3);

    /** A node that was not heard of for this long is dead, and the others take what it held. */
    public static final Duration TERM = Duration.ofSeconds(7);

    private final Database database;
    private final InstantSource clock;
    private final PeerStore store = new PeerStore();

    public Nodes(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How a node is, by when it was last heard of. */
    public enum State {
        /** Heard of within a beat and what a write may take. */
        LIVE,
        /** Not heard of lately; it may yet be. */
        LATE,
        /** Not heard of for so long that others take over. */
        LOST
    }

    /**
     * A daemon.
     *
     * @param inFlight how many attempts it was making when it was last heard of
     * @param held how many executions it held for later
     * @param skewMs how many milliseconds its system's clock was ahead of the database's
     */
    public record Peer(
            long id,
            String name,
            String version,
            Instant startedAt,
            Instant seenAt,
            int inFlight,
            int held,
            long skewMs,
            State state) {}

    /**
     * All of them, in the order in which they started.
     *
     * @throws prikke.core.ProblemException forbidden, unless an instance administrator asks
     */
    public List<Peer> list(Identity identity) {
        identity.requireInstanceAdmin("see the nodes");
        return all();
    }

    /** The same, for who has the database itself in hand. */
    public List<Peer> all() {
        Instant now = clock.instant();
        return database.read(store::all).stream().map(entry -> peer(entry, now)).toList();
    }

    private static Peer peer(PeerStore.Entry entry, Instant now) {
        return new Peer(entry.id(), entry.name(), entry.version(), entry.startedAt(), entry.seenAt(), entry.inFlight(), entry.held(),
                entry.skewMs(), state(entry.seenAt(), now));
    }

    private static State state(Instant seenAt, Instant now) {
        Duration silence = Duration.between(seenAt, now);
        if (silence.compareTo(LIVE) <= 0) return State.LIVE;
        return silence.compareTo(TERM) <= 0 ? State.LATE : State.LOST;
    }
}

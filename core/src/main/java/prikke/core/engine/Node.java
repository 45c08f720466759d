package prikke.core.engine;

import java.time.Instant;
import prikke.core.Version;
import prikke.core.db.Database;
import prikke.core.run.RunQueue;

/** This daemon among those that share the database: its number is what its claims carry. */
final class Node {
    private final Database database;
    private final String name;
    private final Lease lease;
    private volatile long id = RunQueue.NOBODY;

    Node(Database database, String name, Lease lease) {
        this.database = database;
        this.name = name;
        this.lease = lease;
    }

    /**
     * Enters this node; its claims from before, under another number, are no longer its own.
     *
     * @param at {@link Lease#now}, read before {@code now} was, so that the lease has run out when what others see of it says so
     */
    void register(Instant now, long at) {
        id = database.write(tx -> NodeStore.insert(tx, name, Version.CURRENT, now));
        lease.renewed(at);
    }

    /**
     * Says that this node is alive; false when others have taken it for dead and what it held has gone to them.
     *
     * @param at as for {@link #register}
     */
    boolean beat(NodeStore.Load load, Instant now, long at) {
        boolean known = database.write(tx -> NodeStore.beat(tx, id, load, now));
        if (known) lease.renewed(at);
        return known;
    }

    void unregister() {
        database.run(tx -> NodeStore.delete(tx, id));
    }

    /** Whether it has been entered. */
    boolean entered() {
        return id != RunQueue.NOBODY;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }
}

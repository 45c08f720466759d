package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import prikke.core.Version;
import prikke.core.db.Database;

/** This daemon among those that share the database: its number is what its claims carry. */
final class Node {
    /** How often a node says that it is alive. */
    static final Duration BEAT = Duration.ofSeconds(2);

    /** A node that lives may not have been heard of for this long: an interval, and what a write may take. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    private final Database database;
    private final String name;
    private volatile long id;

    Node(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /** Enters this node; its claims from before, under another number, are no longer its own. */
    void register(Instant now) {
        id = database.write(tx -> NodeStore.insert(tx, name, Version.CURRENT, now));
    }

    /** Says that this node is alive; false when others have taken it for dead and what it held has gone to them. */
    boolean beat(Instant now) {
        return database.write(tx -> NodeStore.beat(tx, id, now));
    }

    void unregister() {
        database.run(tx -> NodeStore.delete(tx, id));
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }
}

package prikke.core.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import prikke.core.db.Database;
import prikke.core.run.Endings;

/**
 * Adds what has ended to the roll-ups, every few seconds; in a cluster one node at a time, whichever comes first. Taking an end and
 * adding it is one transaction.
 */
public final class RollUps {
    /** Often enough that what is left to be read with the roll-ups is little, seldom enough that one write is for many ends. */
    static final Duration EVERY = Duration.ofSeconds(5);

    /** While there is more than can be handled at once. */
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);

    private final Database database;
    private final Endings endings = new Endings();
    private final RollUpStore store = new RollUpStore();
    private volatile boolean more = true;

    public RollUps(Database database) {
        this.database = database;
    }

    /** One step, unless another node has just made one; and how long to rest after it. */
    public Duration tick(Instant now) {
        if (!more && database.read(store::turn).at().isAfter(now.minus(EVERY))) return EVERY;
        more = step(now);
        return more ? BETWEEN_STEPS : EVERY;
    }

    /**
     * Adds some of what has ended.
     *
     * @return whether there is more
     */
    boolean step(Instant now) {
        boolean fresh = database.read(endings::any);
        if (!fresh && !more) return false;
        return database.write(tx -> {
            store.takeTurn(tx);
            Tallies tallies = new Tallies();
            boolean rest = endings.take(tx, tallies::add);
            // From before there were roll-ups: once, when the database has been upgraded.
            if (!fresh) rest = endings.takeOld(tx, tallies::add);
            Set<UUID> organizations = tallies.organizations();
            if (!organizations.isEmpty()) {
                store.add(tx, tallies.all(store.existing(tx, organizations)));
                store.turned(tx, now);
            }
            return rest;
        });
    }
}

package prikke.core.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import prikke.core.db.Database;
import prikke.core.engine.Breakers.Change;
import prikke.core.engine.Breakers.Key;
import prikke.core.run.Bell;

/**
 * Tells the other nodes, and the daemon after this one, which hosts this node has found to be in need of rest or to be back, and it of
 * theirs. Who counts three failures opens a host's breaker for all; after its pause each makes a trial of its own, and the first that
 * succeeds closes it for all.
 */
final class BreakerExchange {
    private static final int LONGEST_HOST = 300;

    private final Database database;
    private final InstantSource clock;
    private final Breakers breakers;
    private final AtomicBoolean heard = new AtomicBoolean(true);

    BreakerExchange(Database database, InstantSource clock, Breakers breakers) {
        this.database = database;
        this.clock = clock;
        this.breakers = breakers;
    }

    /** Others may have something to tell. */
    void heard() {
        heard.set(true);
    }

    /** Tells what is new here and takes over what is new elsewhere. */
    Duration tick() {
        List<Change> changes = breakers.changes();
        try {
            if (!changes.isEmpty()) tell(changes);
        } catch (RuntimeException | Error e) {
            changes.forEach(breakers::changed);
            throw e;
        }
        if (heard.getAndSet(false)) listen();
        return EngineConfig.POLL;
    }

    private void tell(List<Change> changes) {
        // The latest of each, in an order that all nodes keep to.
        SequencedMap<Key, Change> latest = new TreeMap<>(Key.IN_ORDER);
        for (Change change : changes) if (change.key().host().length() <= LONGEST_HOST) latest.put(change.key(), change);
        database.run(tx -> {
            for (Change change : latest.values()) {
                if (change.open() == null) BreakerStore.remove(tx, change.key());
                else BreakerStore.put(tx, change.key(), change.open());
            }
            BreakerStore.forget(tx, clock.instant().minus(Breakers.QUIET));
            Bell.BREAKERS.ring(tx);
        });
    }

    private void listen() {
        try {
            breakers.adopt(database.read(BreakerStore::all));
        } catch (RuntimeException | Error e) {
            heard.set(true);
            throw e;
        }
    }
}

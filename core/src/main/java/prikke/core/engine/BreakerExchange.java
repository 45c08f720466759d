package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
    /** Of how many hosts of one organization all nodes know; each knows of all that it has called itself. */
    static final int MOST_OF_ONE = 200;

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
            breakers.untold(changes);
            throw e;
        }
        if (heard.getAndSet(false)) listen();
        return EngineConfig.POLL;
    }

    private void tell(List<Change> changes) {
        List<Change> worthIt = worthTelling(changes);
        Set<UUID> growing = new TreeSet<>();
        for (Change change : worthIt) if (change.open() != null) growing.add(change.key().org());
        database.run(tx -> {
            for (Change change : worthIt) {
                if (change.open() == null) BreakerStore.remove(tx, change.key());
                else BreakerStore.put(tx, change.key(), change.open());
            }
            for (UUID org : growing) BreakerStore.keep(tx, org, MOST_OF_ONE);
            BreakerStore.forget(tx, clock.instant().minus(Breakers.QUIET));
            Bell.BREAKERS.ring(tx);
        });
    }

    /** In an order that all nodes keep to; of each organization no more that rest than are kept, those that do so the longest. */
    private static List<Change> worthTelling(List<Change> changes) {
        Map<UUID, Integer> resting = new HashMap<>();
        return changes.stream()
                .filter(change -> change.key().host().length() <= LONGEST_HOST)
                .sorted(Comparator.comparing(BreakerExchange::restsUntil).reversed())
                .filter(change -> change.open() == null || resting.merge(change.key().org(), 1, Integer::sum) <= MOST_OF_ONE)
                .sorted(Comparator.comparing(Change::key, Key.IN_ORDER))
                .toList();
    }

    private static Instant restsUntil(Change change) {
        return change.open() == null ? Instant.MAX : change.open().until();
    }

    private void listen() {
        Instant now = clock.instant();
        try {
            breakers.adopt(database.read(tx -> BreakerStore.since(tx, now.minus(Breakers.QUIET), Breakers.MOST)), now);
        } catch (RuntimeException | Error e) {
            heard.set(true);
            throw e;
        }
    }
}

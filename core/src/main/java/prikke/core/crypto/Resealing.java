package prikke.core.crypto;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;

/**
 * Brings every sealed value under the current key, those that were written before there was encryption among them: in small steps,
 * each a transaction of its own. Ended halfway, it begins anew at the next start and finds little left to do.
 */
public final class Resealing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    private final Database database;
    private final KeyRegistry registry;
    private final Vault vault;
    private final List<Sealed> all;
    private volatile boolean closed;
    private @Nullable Thread thread;

    public Resealing(Database database, KeyRegistry registry, Vault vault, List<Sealed> all) {
        this.database = database;
        this.registry = registry;
        this.vault = vault;
        this.all = List.copyOf(all);
    }

    /** Does it in the background. A failure ends it until the next start; until then the older keys still open what is left. */
    public void start(Runnable done) {
        thread = Thread.ofPlatform().name("prikke-resealing").daemon().start(() -> {
            try {
                if (run()) done.run();
            } catch (RuntimeException e) {
                LOG.error("event=resealing_failed key={}", vault.current(), e);
            }
        });
    }

    /**
     * Does it here and now.
     *
     * @return whether it came to the end
     */
    public boolean run() {
        for (Sealed sealed : all) {
            Optional<UUID> at = Optional.empty();
            do {
                if (closed) return false;
                UUID after = at.orElse(null);
                at = database.write(tx -> sealed.reseal(tx, after));
            } while (at.isPresent());
        }
        database.run(tx -> registry.complete(tx, vault.current()));
        LOG.info("event=all_sealed key={}", vault.current());
        return true;
    }

    /** Ends the step under way, and no other begins. */
    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running == null) return;
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package prikke.daemon;

import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.account.SealedSecrets;
import prikke.core.crypto.EncryptionKey;
import prikke.core.crypto.KeyRegistry;
import prikke.core.crypto.Resealing;
import prikke.core.crypto.Sealed;
import prikke.core.crypto.Vault;
import prikke.core.crypto.WrongKeyException;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.job.SealedHeaders;

/** The encryption of one daemon: its keys, from the configuration or its file, held against the database. */
final class Encryption implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Encryption.class);

    private final Vault vault;
    private final Resealing resealing;
    private final boolean incomplete;
    private final Runnable afterwards;

    private Encryption(Vault vault, Resealing resealing, boolean incomplete, Runnable afterwards) {
        this.vault = vault;
        this.resealing = resealing;
        this.incomplete = incomplete;
        this.afterwards = afterwards;
    }

    /**
     * Finds the keys, makes one for a database that has none yet, and sees that they open the database.
     *
     * @param configured the keys that the configuration gives, the current one first; empty for those of the file
     * @throws CannotStartException when a key is missing, wrong, or open to others
     */
    static Encryption open(List<EncryptionKey> configured, KeyFile file, Database database, InstantSource clock) {
        KeyRegistry registry = new KeyRegistry(database, clock);
        boolean fresh = false;
        List<EncryptionKey> ring = configured;
        if (ring.isEmpty() && file.exists()) {
            ring = file.read();
        } else if (ring.isEmpty()) {
            refuseIfSealed(registry, file);
            ring = List.of(EncryptionKey.random());
            file.write(ring);
            fresh = true;
            LOG.info("event=encryption_key_made key={} file={}", ring.getFirst(), file.path());
        }
        Vault vault = new Vault(ring);
        List<Sealed> all = List.of(new SealedSecrets(vault), new SealedHeaders(vault));
        boolean incomplete;
        try {
            incomplete = registry.admit(vault, all);
        } catch (WrongKeyException e) {
            // Another node on the same new database was faster by a moment; its key is the one.
            if (fresh) file.discard();
            throw CannotStartException.failed(e.getMessage() + " " + remedy(file));
        }
        boolean ofFile = configured.isEmpty() && database.dialect() == Dialect.H2;
        List<EncryptionKey> keys = ring;
        return new Encryption(vault, new Resealing(database, registry, vault, all), incomplete, () -> {
            // Nobody else can be sealing with the older keys: they have served.
            if (ofFile && keys.size() > 1) file.write(List.of(vault.current()));
        });
    }

    private static void refuseIfSealed(KeyRegistry registry, KeyFile file) {
        List<String> known = registry.keyIds();
        if (known.isEmpty()) return;
        throw CannotStartException.failed("This database is encrypted with the key " + String.join(", ", known) + ", and there is none in "
                + file.path() + ". " + remedy(file));
    }

    private static String remedy(KeyFile file) {
        return "Give this daemon the key: as PRIKKE_ENCRYPTION_KEY, the same for every daemon on the database, or as " + file.path()
                + ", from the data directory or the backup that has it.";
    }

    Vault vault() {
        return vault;
    }

    /** Seals in the background what is not sealed under the current key. */
    void start() {
        if (incomplete) resealing.start(afterwards);
    }

    /** Does the same here and now. */
    void finish() {
        if (resealing.run()) afterwards.run();
    }

    @Override
    public void close() {
        resealing.close();
    }
}

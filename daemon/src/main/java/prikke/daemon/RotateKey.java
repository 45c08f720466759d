package prikke.daemon;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import prikke.core.crypto.EncryptionKey;
import prikke.core.db.Database;

/**
 * {@code prikked rotate-key}: a new encryption key for the database of a daemon that does not run. Where the keys lie in the data
 * directory's file, the new one is put first in it, everything is sealed anew in small steps, and the older ones are taken out. Ended
 * at any point it leaves a file that opens everything, and the next start or rotation goes on from there.
 */
final class RotateKey {
    private final DaemonConfig config;
    private final PrintStream out;

    RotateKey(DaemonConfig config, PrintStream out) {
        this.config = config;
        this.out = out;
    }

    /**
     * Rotates.
     *
     * @throws CannotStartException when the daemon runs, or the present keys do not open the database
     */
    void run(InstantSource clock) {
        if (!config.encryptionKeys().isEmpty()) {
            tellHowByHand();
            return;
        }
        try (DataDir dataDir = DataDir.take(config.dataDir());
                Database database = Daemon.open(config, dataDir)) {
            KeyFile file = KeyFile.in(dataDir.path());
            // First as it is: a file that does not open the database is not to be built upon.
            Encryption.open(List.of(), file, database, clock).close();
            List<EncryptionKey> ring = new ArrayList<>(List.of(EncryptionKey.random()));
            ring.addAll(file.read());
            file.write(ring);
            try (Encryption encryption = Encryption.open(List.of(), file, database, clock)) {
                encryption.finish();
            }
            out.println("Everything is encrypted with a new key, " + ring.getFirst() + ", in " + file.path() + ".");
            out.println("Backups made before this need the key from before it.");
        }
    }

    private void tellHowByHand() {
        out.println("The keys are given by encryption.key (PRIKKE_ENCRYPTION_KEY): change them there, in three steps.");
        out.println("1. Put this new key behind the present one, with a comma between, for every daemon, and restart each:");
        out.println("   " + EncryptionKey.random().text());
        out.println("2. Put it first, the older one behind it, and restart each. What is sealed is sealed anew in the background; the log"
                + " says event=all_sealed.");
        out.println("3. Take the older one out, and restart each. A daemon that still needs it says so, and does not start.");
    }
}

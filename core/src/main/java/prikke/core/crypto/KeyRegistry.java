package prikke.core.crypto;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import prikke.core.crypto.KeysStore.Known;
import prikke.core.db.Database;
import prikke.core.db.Tx;

/** Which keys a database is sealed with, so that a node that lacks one is found out before it does anything. */
public final class KeyRegistry {
    private static final UUID NONE = new UUID(0, 0);
    private static final String CHECK = "prikke";

    private final KeysStore store = new KeysStore();
    private final Database database;
    private final InstantSource clock;

    public KeyRegistry(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The ids of the keys that the database is sealed with; none in one that was never sealed. */
    public List<String> keyIds() {
        return database.read(store::all).stream().map(Known::keyId).toList();
    }

    /**
     * Lets the keys in, and enters the current one where the database does not know it yet. A key that the database knows may be
     * missing only if nothing is sealed under it any more; then it is forgotten.
     *
     * @return whether some values may not be sealed under the current key yet
     * @throws WrongKeyException when a key is missing or is not the one of its name
     */
    public boolean admit(Vault vault, List<Sealed> all) {
        Set<String> had = vault.ring().stream().map(EncryptionKey::id).collect(Collectors.toSet());
        List<Known> known = database.read(store::all);
        for (Known key : known) {
            if (had.contains(key.keyId())) check(vault, key);
            else if (had.stream().noneMatch(id -> knows(known, id)) || inUse(all, key.keyId())) throw missing(key.keyId(), had);
        }
        database.run(tx -> known.stream().filter(key -> !had.contains(key.keyId())).forEach(key -> store.forget(tx, key.keyId())));
        String current = vault.current().id();
        if (!knows(known, current)) enter(vault, known.isEmpty());
        return vault.ring().size() > 1 || known.stream().noneMatch(key -> key.keyId().equals(current) && key.complete());
    }

    /** What stands against opening the database with these keys, in words; empty when nothing does. Changes nothing. */
    public Optional<String> hindrance(Vault vault) {
        Set<String> had = vault.ring().stream().map(EncryptionKey::id).collect(Collectors.toSet());
        try {
            for (Known key : database.read(store::all)) {
                if (!had.contains(key.keyId())) throw missing(key.keyId(), had);
                check(vault, key);
            }
            return Optional.empty();
        } catch (WrongKeyException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean knows(List<Known> known, String id) {
        return known.stream().anyMatch(key -> key.keyId().equals(id));
    }

    private boolean inUse(List<Sealed> all, String keyId) {
        return database.read(tx -> all.stream().anyMatch(sealed -> sealed.uses(tx, keyId)));
    }

    private static void check(Vault vault, Known key) {
        try {
            if (vault.open(key.check(), place(key.keyId())).equals(CHECK)) return;
        } catch (SealBrokenException e) {
            throw new WrongKeyException("The encryption key " + key.keyId() + " does not open this database's check value: the table"
                    + " encryption_keys has been changed. Restore it from a backup.");
        }
        throw new WrongKeyException("The check value of the encryption key " + key.keyId() + " is not what it should be.");
    }

    private void enter(Vault vault, boolean first) {
        String id = vault.current().id();
        try {
            database.run(tx -> store.add(tx, id, vault.seal(CHECK, place(id)), clock.instant()));
        } catch (RuntimeException e) {
            if (!Database.isConflict(e)) throw e;
            // Another node has been entering one at the same moment: with the same key all is well.
            List<Known> now = database.read(store::all);
            if (!knows(now, id)) {
                if (first) throw missing(now.getFirst().keyId(), Set.of(id));
                throw e;
            }
        }
    }

    private static WrongKeyException missing(String keyId, Set<String> had) {
        return new WrongKeyException("This database is encrypted with the key " + keyId + ", and this daemon has "
                + String.join(", ", had.stream().sorted().toList()) + ".");
    }

    /** Notes that everything is sealed under the key. */
    void complete(Tx tx, EncryptionKey key) {
        store.complete(tx, key.id(), clock.instant());
    }

    private static Place place(String keyId) {
        return new Place("check", NONE, NONE, keyId);
    }
}

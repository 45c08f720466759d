package prikke.core.account;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.crypto.Place;
import prikke.core.crypto.Sealed;
import prikke.core.crypto.Vault;
import prikke.core.db.Tx;

/** The signing secrets of all organizations, as they are stored. */
public final class SealedSecrets implements Sealed {
    private final SecretStore store = new SecretStore();
    private final Vault vault;

    public SealedSecrets(Vault vault) {
        this.vault = vault;
    }

    @Override
    public Optional<UUID> reseal(Tx tx, @Nullable UUID after) {
        return store.replaceAll(tx, after, row -> {
            if (vault.isCurrent(row.secret())) return null;
            return vault.seal(opened(vault, row.org(), row.id(), row.secret()), place(row.org(), row.id()));
        });
    }

    @Override
    public boolean uses(Tx tx, String keyId) {
        return store.anyBeginsWith(tx, Vault.marker(keyId));
    }

    static Place place(UUID org, UUID secret) {
        return new Place("signing-secret", org, secret, "secret");
    }

    /** The secret itself; one that was stored before there was encryption is plain. */
    static String opened(Vault vault, UUID org, UUID id, String stored) {
        return stored.startsWith(SigningSecrets.PREFIX) ? stored : vault.open(stored, place(org, id));
    }
}

package prikke.core.job;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.crypto.Sealed;
import prikke.core.crypto.Vault;
import prikke.core.db.Tx;

/** The credentials among the headers of all jobs, those of earlier revisions included. */
public final class SealedHeaders implements Sealed {
    private final RevisionSealStore store = new RevisionSealStore();
    private final HeaderSeals seals;

    public SealedHeaders(Vault vault) {
        seals = new HeaderSeals(vault);
    }

    @Override
    public Optional<UUID> reseal(Tx tx, @Nullable UUID after) {
        return store.reseal(tx, after, seals);
    }

    @Override
    public boolean uses(Tx tx, String keyId) {
        return store.uses(tx, Vault.marker(keyId));
    }
}

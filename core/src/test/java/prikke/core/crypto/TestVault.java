package prikke.core.crypto;

import java.util.List;
import prikke.core.job.HeaderSeals;

/** A vault that tests share, with a key of its own. */
public final class TestVault {
    private static final Vault VAULT = new Vault(List.of(EncryptionKey.random()));

    /** Seals and opens the credentials among headers. */
    public static final HeaderSeals SEALS = new HeaderSeals(VAULT);

    private TestVault() {}

    public static Vault vault() {
        return VAULT;
    }
}

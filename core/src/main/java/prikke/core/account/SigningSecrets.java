package prikke.core.account;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import prikke.core.Uuid7;
import prikke.core.db.Database;
import prikke.core.db.Tx;

/** The secrets that deliveries are signed with, as the Standard Webhooks specification shapes them. */
public final class SigningSecrets {
    private static final String PREFIX = "whsec_";
    private static final int RANDOM_BYTES = 32;

    private final SecretStore store = new SecretStore();
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final InstantSource clock;

    public SigningSecrets(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The organization's secrets, the newest first; without the secrets themselves for those who may not see them. */
    public List<SigningSecret> list(Caller caller) {
        caller.require(Permission.SECRETS_READ);
        List<SigningSecret> secrets = ofOrg(caller.org());
        return caller.may(Permission.SECRETS_REVEAL)
                ? secrets
                : secrets.stream().map(SigningSecrets::hidden).toList();
    }

    /** For signing: the secrets of an organization that are in force, {@code whsec_…}, the newest first. */
    public List<String> active(UUID org) {
        return ofOrg(org).stream()
                .map(secret -> String.valueOf(secret.secret()))
                .toList();
    }

    /** Makes an organization's first secret, within a transaction. */
    void create(Tx tx, UUID org) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String secret = PREFIX + Base64.getEncoder().encodeToString(bytes);
        store.insert(tx, Uuid7.random(clock.instant()), org, secret, clock.instant());
    }

    private List<SigningSecret> ofOrg(UUID org) {
        return database.read(tx -> store.active(tx, org, clock.instant()));
    }

    private static SigningSecret hidden(SigningSecret secret) {
        return new SigningSecret(secret.id(), null, secret.createdAt(), secret.retiresAt());
    }
}

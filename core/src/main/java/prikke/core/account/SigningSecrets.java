package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.Uuid7;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.crypto.Vault;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.schedule.Durations;

/** The secrets that deliveries are signed with, as the Standard Webhooks specification shapes them. */
public final class SigningSecrets {
    static final String PREFIX = "whsec_";
    private static final int RANDOM_BYTES = 32;
    /** Each makes the header longer and every delivery dearer. */
    private static final int MOST_ACTIVE = 5;

    private final SecretStore store = new SecretStore();
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final InstantSource clock;
    private final Vault vault;
    private final Audit audit;

    public SigningSecrets(Database database, InstantSource clock, Vault vault) {
        this.database = database;
        this.vault = vault;
        this.audit = new Audit(clock);
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

    /**
     * Makes a new secret. Those before it go on to sign beside it until the overlap is over, so that receivers can be told.
     *
     * @param overlap such as {@code 1h}; 24 hours when null
     * @throws ProblemException forbidden; invalid; in conflict, when too many sign already
     */
    public SigningSecret rotate(Caller caller, @Nullable String overlap) {
        caller.require(Permission.SECRETS_WRITE);
        Faults faults = new Faults();
        Duration both = Overlap.of(overlap, faults);
        faults.throwIfAny();
        Instant now = clock.instant();
        return database.write(tx -> {
            if (!both.isZero() && store.active(tx, caller.org(), now).size() >= MOST_ACTIVE) {
                throw ProblemException.of(ProblemException.Kind.CONFLICT, "too_many_secrets",
                        MOST_ACTIVE + " secrets sign already. Delete one that nobody needs any more, or give an overlap of 0s.");
            }
            store.retireAll(tx, caller.org(), now.plus(both));
            SigningSecret fresh = create(tx, caller.org());
            audit.record(tx, caller.did(Action.SECRET_ROTATE, subject(fresh.id()), Changes.of("overlap", null, Durations.iso(both))));
            return fresh;
        });
    }

    /**
     * Has a secret that is retiring sign no more.
     *
     * @throws ProblemException forbidden; not found; in conflict, when it is the current one
     */
    public void retire(Caller caller, UUID id) {
        caller.require(Permission.SECRETS_WRITE);
        Instant now = clock.instant();
        database.run(tx -> {
            if (store.retire(tx, caller.org(), id, now)) {
                audit.record(tx, caller.did(Action.SECRET_RETIRE, subject(id), Changes.none()));
                return;
            }
            if (store.active(tx, caller.org(), now).stream().noneMatch(secret -> secret.id().equals(id))) {
                throw ProblemException.notFound("signing secret " + id);
            }
            throw ProblemException.of(ProblemException.Kind.CONFLICT, "current_secret",
                    "This is the secret that deliveries are signed with. Rotate it first; an overlap of 0s has it cease at once.");
        });
    }

    /** Makes an organization's first secret, or its next, within a transaction. */
    SigningSecret create(Tx tx, UUID org) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        Instant now = clock.instant();
        SigningSecret made = new SigningSecret(Uuid7.random(now), PREFIX + Base64.getEncoder().encodeToString(bytes), now, null);
        store.insert(tx, made.id(), org, vault.seal(String.valueOf(made.secret()), SealedSecrets.place(org, made.id())), now);
        return made;
    }

    private static Subject subject(UUID id) {
        return new Subject("secret", id, null);
    }

    private List<SigningSecret> ofOrg(UUID org) {
        return database.read(tx -> store.active(tx, org, clock.instant())).stream()
                .map(stored -> opened(org, stored))
                .toList();
    }

    private SigningSecret opened(UUID org, SigningSecret stored) {
        return new SigningSecret(
                stored.id(), SealedSecrets.opened(vault, org, stored.id(), String.valueOf(stored.secret())), stored.createdAt(), stored.retiresAt());
    }

    private static SigningSecret hidden(SigningSecret secret) {
        return new SigningSecret(secret.id(), null, secret.createdAt(), secret.retiresAt());
    }
}

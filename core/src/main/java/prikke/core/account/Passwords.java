package prikke.core.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;

/**
 * Hashes passwords with Argon2id and the least parameters that the OWASP Password Storage Cheat Sheet recommends: 19
 * MiB, two passes, one lane. Each hashing costs that memory and tens of milliseconds of a processor, so that only a few
 * run at once.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final long LONGEST_WAIT_SECONDS = 5;

    /** Of no password at all: checking against it costs what checking against a user's hash costs. */
    private static final String DECOY = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES
            + "$cHJpa2tlLWRlY295LXNsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Semaphore forNew;
    private final Semaphore forChecks;

    /**
     * @param atOnce how many passwords are hashed at once, and how many besides are checked: however many register, who has an
     *     account gets in
     */
    public Passwords(int atOnce) {
        this.forNew = new Semaphore(atOnce, true);
        this.forChecks = new Semaphore(atOnce, true);
    }

    /** As many at once as leave half of the processors to the schedule. */
    public static Passwords forThisMachine() {
        return new Passwords(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** The hash, in the PHC string format. */
    String hash(String password) {
        return inTurn(forNew, () -> Password.hash(normal(password))
                .addRandomSalt(SALT_BYTES)
                .with(argon2)
                .getResult());
    }

    /**
     * Whether the password is the one that was hashed.
     *
     * @param hash the user's hash, or null where there is no such user: then the answer is no, after the same time
     */
    boolean verify(String password, @Nullable String hash) {
        String against = hash == null ? DECOY : hash;
        boolean same = inTurn(
                forChecks,
                () -> Password.check(normal(password), against).with(Argon2Function.getInstanceFromHash(against)));
        return same && hash != null;
    }

    private static <T> T inTurn(Semaphore places, Supplier<T> work) {
        try {
            if (!places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** The same password typed on another keyboard may come in another Unicode form (NIST SP 800-63B, 3.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static ProblemException busy() {
        return ProblemException.of(
                ProblemException.Kind.UNAVAILABLE,
                "unavailable",
                "Too many sign-ins at once. Try again in a few seconds.");
    }
}

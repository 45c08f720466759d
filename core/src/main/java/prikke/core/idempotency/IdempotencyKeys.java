package prikke.core.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.Uuid7;
import prikke.core.db.Database;

/**
 * Has a request that comes again under the same key carried out once, on whichever nodes it comes in.
 *
 * <ol>
 *   <li>A row claims the key; of several requests at once, one gets it in.
 *   <li>Each transaction that carries the request out notes in that row that it was applied, and fails where the claim has been taken
 *       over. So a row that says otherwise is of a request that changed nothing, and never will.
 *   <li>The answer is kept. Where nothing was changed, because the request was refused or only asked something, the key is
 *       released instead.
 * </ol>
 *
 * <p>A node may die in between. Before the second step, the claim is taken over once it is a minute old. After it, the request has been
 * carried out and is not again: what is asked under the key is then refused, saying so.
 */
public final class IdempotencyKeys {
    /** How long a key is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** Longer than any request takes; should one take longer all the same, it comes to nothing. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private static final int MOST_TRIES = 5;
    private static final int PRUNED_AT_ONCE = 200;

    /** What there is under a key. */
    public sealed interface Begun {}

    /** Nothing: the request is to be carried out, and then finished or released. */
    public record First(Claim claim) implements Begun {}

    /** The answer, which is to be given again. */
    public record Repeated(Kept kept) implements Begun {}

    private final IdempotencyStore store = new IdempotencyStore();
    private final Database database;
    private final InstantSource clock;

    public IdempotencyKeys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Claims a key, or finds what was answered under it.
     *
     * @param scope whose keys these are
     * @param fingerprint of the request, who asks included: of two requests, the same only if they are
     * @throws ProblemException idempotency_key_reused, where another request came under the key; in conflict, where the first is still
     *     in flight or its answer was not kept
     */
    public Begun begin(UUID scope, String key, String fingerprint) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Instant now = clock.instant();
            Claim claim = new Claim(scope, key, Uuid7.random(now));
            if (inserted(claim, fingerprint, now)) return new First(claim);
            Optional<IdempotencyStore.Row> found = database.read(tx -> store.find(tx, scope, key));
            if (found.isEmpty()) continue;
            IdempotencyStore.Row row = found.get();
            if (!isFree(row, fingerprint, now)) return new Repeated(answer(row, now));
            if (database.write(tx -> store.takeOver(tx, row, claim, fingerprint, now))) return new First(claim);
        }
        throw inFlight();
    }

    private boolean inserted(Claim claim, String fingerprint, Instant now) {
        try {
            database.run(tx -> store.insert(tx, claim, fingerprint, now));
            return true;
        } catch (RuntimeException e) {
            if (!Database.isConflict(e)) throw e;
            return false;
        }
    }

    private static boolean isFree(IdempotencyStore.Row row, String fingerprint, Instant now) {
        if (row.claimedAt().plus(KEPT).isBefore(now)) return true;
        if (!row.fingerprint().equals(fingerprint)) throw reused();
        return !row.applied() && isAbandoned(row, now);
    }

    private static Kept answer(IdempotencyStore.Row row, Instant now) {
        Kept kept = row.kept();
        if (kept != null) return kept;
        throw row.done() || (row.applied() && isAbandoned(row, now)) ? notKept() : inFlight();
    }

    private static boolean isAbandoned(IdempotencyStore.Row row, Instant now) {
        return row.claimedAt().plus(ABANDONED).isBefore(now);
    }

    /** Carries a request out under its claim, which is then to be finished where something was applied, and else released. */
    public <T> CarriedOut<T> carryOut(Claim claim, Supplier<T> request) {
        AtomicBoolean applied = new AtomicBoolean();
        T result = Database.withRider(
                tx -> {
                    if (!store.apply(tx, claim)) throw inFlight();
                    applied.set(true);
                },
                request);
        return new CarriedOut<>(result, applied.get());
    }

    /** Keeps the answer; null for one that is not to be kept. */
    public void finish(Claim claim, @Nullable Kept answer) {
        database.run(tx -> store.finish(tx, claim, answer));
    }

    /** Has the key free again, unless something was carried out under it. */
    public void release(Claim claim) {
        database.run(tx -> store.release(tx, claim));
    }

    /** Forgets some of the keys whose day is over; whether there may be more. */
    public boolean forgetOld(Instant now) {
        return database.write(tx -> store.prune(tx, now.minus(KEPT), PRUNED_AT_ONCE)) == PRUNED_AT_ONCE;
    }

    private static ProblemException reused() {
        return ProblemException.of(Kind.INVALID, "idempotency_key_reused",
                "Another request came under this Idempotency-Key. Use a new key for each request, and the same only to repeat it as it was.");
    }

    private static ProblemException inFlight() {
        return ProblemException.of(Kind.CONFLICT, "idempotency_in_flight",
                "The first request under this Idempotency-Key is still being worked on. Repeat it in a moment.");
    }

    private static ProblemException notKept() {
        return ProblemException.of(Kind.CONFLICT, "idempotency_answer_not_kept",
                "The request under this Idempotency-Key was carried out, and not again now; its answer was not kept, because it held a"
                        + " secret or the daemon ended before it could. Look for what it made.");
    }
}

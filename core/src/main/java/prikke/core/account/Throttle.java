package prikke.core.account;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;

/**
 * Holds back those who try passwords and keys. What counts is failures: of an account from an address, of an address on whatever
 * account, and of an account from everywhere. The last only makes the first stricter, so that nobody is locked out by what others do
 * elsewhere. Accounts that do not exist are counted as those that do.
 *
 * <p>Kept in the memory of each node: of a cluster of N nodes, N times as much gets through, which is still next to nothing, and no
 * attack reaches the database.
 */
public final class Throttle {
    /** Longer than any account's address; what is longer is all one account, which does not exist. */
    private static final int LONGEST_ACCOUNT = 254;

    private static final int MOST_NAMES = 20_000;
    private static final int MOST_PROVED = 50_000;

    private final Buckets addresses;
    private final Buckets pairs;
    private final Buckets pairsUnderAttack;
    private final Buckets accounts;
    private final Buckets tokens;
    private final Buckets registrations;
    private final Set<Long> proved = ConcurrentHashMap.newKeySet();

    /** @param ticker nanoseconds since whenever, never going back */
    public Throttle(LongSupplier ticker) {
        addresses = new Buckets(new Buckets.Rate(50, Duration.ofSeconds(1)), MOST_NAMES, ticker);
        pairs = new Buckets(new Buckets.Rate(10, Duration.ofSeconds(30)), MOST_NAMES, ticker);
        pairsUnderAttack = new Buckets(new Buckets.Rate(3, Duration.ofMinutes(5)), MOST_NAMES, ticker);
        accounts = new Buckets(Buckets.Rate.of(100, Duration.ofHours(1)), MOST_NAMES, ticker);
        tokens = new Buckets(new Buckets.Rate(100, Duration.ofSeconds(1)), MOST_NAMES, ticker);
        registrations = new Buckets(new Buckets.Rate(20, Duration.ofMinutes(1)), MOST_NAMES, ticker);
    }

    /**
     * Counts an attempt to sign in, before it is looked at: {@link #succeeded} takes it back.
     *
     * @param account the e-mail address in its normal form, or whatever else is being guessed at
     * @param address where the attempt comes from
     * @return takes back just this attempt, and none before it: for what whoever guesses can have succeed whenever they like
     * @throws ProblemException too_many_attempts, with the time to wait
     */
    public Runnable attempt(String account, @Nullable String address) {
        String from = Network.of(address);
        require(addresses.take(from));
        String whose = named(account);
        String pair = pair(whose, from);
        Buckets counted = accounts.empty(whose) ? pairsUnderAttack : pairs;
        require(counted.take(pair));
        boolean ofAccount = accounts.take(whose).allowed();
        return () -> {
            addresses.giveBack(from);
            counted.giveBack(pair);
            if (ofAccount) accounts.giveBack(whose);
        };
    }

    /** Forgets what the account's owner mistyped at that address; what others try elsewhere still counts. */
    public void succeeded(String account, @Nullable String address) {
        String from = Network.of(address);
        String whose = named(account);
        addresses.giveBack(from);
        accounts.giveBack(whose);
        pairs.forget(pair(whose, from));
        pairsUnderAttack.forget(pair(whose, from));
    }

    /**
     * Has somebody registered, unless what was tried from the same address turned out too often to stand against an account there is:
     * that answer tells of it, and is not to be had in numbers.
     *
     * @throws ProblemException too_many_attempts, with the time to wait; and whatever {@code work} throws
     */
    public <T> T registration(@Nullable String address, Supplier<T> work) {
        String from = Network.of(address);
        require(registrations.take(from));
        boolean told = false;
        try {
            return work.get();
        } catch (ProblemException e) {
            told = e.kind() == Kind.CONFLICT;
            throw e;
        } finally {
            if (!told) registrations.giveBack(from);
        }
    }

    /**
     * Looks a token up, unless too many that came from the same address were nobody's. What proved right there before is looked up
     * all the same: a wrong key beside it in the same network does it no harm.
     *
     * @param lookup answers who the token belongs to, or throws as {@link Authentication#identify} does
     * @throws ProblemException too_many_attempts, with the time to wait; and whatever {@code lookup} throws
     */
    public <T> T token(String token, @Nullable String address, Supplier<T> lookup) {
        String from = Network.of(address);
        Long mark = mark(token, from);
        boolean known = proved.contains(mark);
        if (!known && tokens.empty(from)) throw tooMany(tokens.next(from));
        try {
            T found = lookup.get();
            if (!known) remember(mark);
            return found;
        } catch (ProblemException e) {
            if (e.kind() == Kind.UNAUTHORIZED) {
                tokens.take(from);
                proved.remove(mark);
            }
            throw e;
        }
    }

    /** Where there are too many all are forgotten: each proves right again with its next request. */
    private void remember(Long mark) {
        if (proved.size() >= MOST_PROVED) proved.clear();
        proved.add(mark);
    }

    /** Whether the token proved right from that address, as far as is remembered. */
    public boolean proved(String token, @Nullable String address) {
        return proved.contains(mark(token, Network.of(address)));
    }

    /** Never stands for the right to do anything: only for being looked up. */
    private static Long mark(String token, String from) {
        return (long) token.hashCode() << Integer.SIZE | from.hashCode() & 0xFFFF_FFFFL;
    }

    private static String named(String account) {
        return account.length() <= LONGEST_ACCOUNT ? account : "";
    }

    private static String pair(String account, String from) {
        return from + ' ' + account;
    }

    private static void require(Buckets.Taken taken) {
        if (!taken.allowed()) throw tooMany(taken.next());
    }

    private static ProblemException tooMany(Duration wait) {
        return ProblemException.tooMany(
                "too_many_attempts", "Too many attempts failed from this address. Wait, then try again.", wait);
    }
}

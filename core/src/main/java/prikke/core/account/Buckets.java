package prikke.core.account;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Token buckets by name, as many as are in use and never more than told: each full at first, refilled one token at a time. A bucket
 * is one number, the time at which it will be full (the generic cell rate algorithm of ITU-T I.371), so that taking costs a look and
 * a swap, and a bucket that is full again needs no keeping.
 */
public final class Buckets {
    /**
     * How many tokens a bucket holds, and how long one takes to come back.
     *
     * @param burst one at least
     * @param refill a nanosecond at least
     */
    public record Rate(int burst, Duration refill) {
        /** So many within a time: a full bucket of them, which takes that time to fill. */
        public static Rate of(int count, Duration within) {
            return new Rate(count, within.dividedBy(count));
        }
    }

    /**
     * What came of asking for a token.
     *
     * @param remaining how many are left
     * @param next how long until there is one again, or as many as were asked for and not had; zero while there is
     */
    public record Taken(boolean allowed, long remaining, Duration next) {}

    private final Rate rate;
    private final int most;
    private final LongSupplier ticker;
    private final ConcurrentHashMap<String, AtomicLong> fullAt = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /**
     * @param most how many buckets are kept; where that is too few, those that are nearest to being full are forgotten first
     * @param ticker nanoseconds since whenever, never going back
     */
    public Buckets(Rate rate, int most, LongSupplier ticker) {
        this.rate = rate;
        this.most = most;
        this.ticker = ticker;
    }

    public Rate rate() {
        return rate;
    }

    /** Takes a token of the named bucket, if it has one. */
    public Taken take(String name) {
        return take(name, 1);
    }

    /** Takes so many tokens of the named bucket, if it has them all. */
    public Taken take(String name, int count) {
        long now = ticker.getAsLong();
        AtomicLong bucket = bucket(name, now);
        long refill = rate.refill().toNanos();
        long brim = refill * rate.burst();
        while (true) {
            long before = bucket.get();
            long taken = Math.max(0, before - now);
            long missing = taken + refill * count;
            if (missing > brim) return new Taken(false, Math.max(0, brim - taken) / refill, Duration.ofNanos(missing - brim));
            if (bucket.compareAndSet(before, now + missing)) return taken(brim - missing, refill);
        }
    }

    private static Taken taken(long left, long refill) {
        long remaining = left / refill;
        return new Taken(true, remaining, Duration.ofNanos(remaining > 0 ? 0 : refill - left));
    }

    /** Whether the named bucket has no token left. */
    public boolean empty(String name) {
        AtomicLong bucket = fullAt.get(name);
        long refill = rate.refill().toNanos();
        return bucket != null && bucket.get() - ticker.getAsLong() > refill * (rate.burst() - 1);
    }

    /** How long until the named bucket has a token again; zero while it has. */
    public Duration next(String name) {
        AtomicLong bucket = fullAt.get(name);
        if (bucket == null) return Duration.ZERO;
        long wait = bucket.get() - ticker.getAsLong() - rate.refill().toNanos() * (rate.burst() - 1);
        return Duration.ofNanos(Math.max(0, wait));
    }

    /** Puts a token back that was taken without need. */
    public void giveBack(String name) {
        AtomicLong bucket = fullAt.get(name);
        if (bucket != null) bucket.addAndGet(-rate.refill().toNanos());
    }

    /** Has the named bucket full again. */
    public void forget(String name) {
        fullAt.remove(name);
    }

    /** How many buckets are kept. */
    int kept() {
        return fullAt.size();
    }

    private AtomicLong bucket(String name, long now) {
        AtomicLong known = fullAt.get(name);
        if (known != null) return known;
        if (fullAt.mappingCount() >= most) sweep(now);
        return fullAt.computeIfAbsent(name, _ -> new AtomicLong(now));
    }

    /** Forgets the full ones and, where that makes no room, the fuller half of the rest: one sweep makes room for many. */
    private void sweep(long now) {
        if (!sweeping.compareAndSet(false, true)) return;
        try {
            fullAt.values().removeIf(at -> at.get() - now <= 0);
            if (fullAt.mappingCount() < most) return;
            long[] missing = fullAt.values().stream().mapToLong(at -> at.get() - now).sorted().toArray();
            long middle = missing[missing.length / 2];
            int[] left = {missing.length / 2 + 1};
            fullAt.values().removeIf(at -> at.get() - now <= middle && left[0]-- > 0);
        } finally {
            sweeping.set(false);
        }
    }
}

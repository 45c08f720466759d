package prikke.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The deterministic spread of occurrences: the same on every node, and again after every restart. */
public final class Jitter {

    private Jitter() {}

    /**
     * How much later than its occurrence a job runs: whole milliseconds, uniform from zero to below {@code max}.
     *
     * @param max zero or less gives zero
     */
    public static Duration of(UUID jobId, Instant occurrence, Duration max) {
        long millis = max.toMillis();
        if (millis <= 0) {
            return Duration.ZERO;
        }
        long hash = mix(jobId.getMostSignificantBits());
        hash = mix(hash ^ jobId.getLeastSignificantBits());
        hash = mix(hash ^ occurrence.getEpochSecond());
        hash = mix(hash ^ occurrence.getNano());
        return Duration.ofMillis(below(hash, millis));
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every bit in moves every bit out. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A hash scaled to the numbers from 0 to below the bound, without the bias of a remainder. */
    static long below(long hash, long bound) {
        return Math.unsignedMultiplyHigh(hash, bound);
    }
}

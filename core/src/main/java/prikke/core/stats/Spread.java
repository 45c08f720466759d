package prikke.core.stats;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How durations are spread: counts of microseconds in buckets, 64 to each doubling, so that what is read from them is within 1 %. Spreads
 * of different times add up to that of all. Kept as pairs of how many buckets on and how many in it: most rows of the roll-ups are of a
 * few executions and take a few bytes, and thousands of them are added up in a blink, which histograms of a fixed size are not.
 */
final class Spread {
    private static final int BITS = 6;
    private static final int PER_DOUBLING = 1 << BITS;
    private static final long LONGEST = Duration.ofDays(10_000).dividedBy(ChronoUnit.MICROS.getDuration());

    private int first;
    private long[] counts = {};

    void add(Duration duration) {
        add(bucket(Math.clamp(duration.dividedBy(ChronoUnit.MICROS.getDuration()), 0, LONGEST)), 1);
    }

    void add(Spread other) {
        for (int i = 0; i < other.counts.length; i++) if (other.counts[i] > 0) add(other.first + i, other.counts[i]);
    }

    void add(byte @Nullable [] bytes) {
        if (bytes == null) return;
        int bucket = 0;
        for (int at = 0; at < bytes.length; ) {
            long[] number = new long[2];
            for (int n = 0; n < 2; n++) {
                int shift = 0;
                for (; bytes[at] < 0; at++, shift += 7) number[n] |= (bytes[at] & 0x7FL) << shift;
                number[n] |= (long) bytes[at++] << shift;
            }
            bucket += (int) number[0];
            add(bucket, number[1]);
        }
    }

    private void add(int bucket, long number) {
        if (counts.length == 0) {
            first = bucket;
            counts = new long[1];
        } else if (bucket < first) {
            long[] wider = new long[first + counts.length - bucket];
            System.arraycopy(counts, 0, wider, first - bucket, counts.length);
            counts = wider;
            first = bucket;
        } else if (bucket >= first + counts.length) {
            counts = Arrays.copyOf(counts, Math.max(bucket - first + 1, Math.min(2 * counts.length, bucket - first + PER_DOUBLING)));
        }
        counts[bucket - first] += number;
    }

    /** The first ones hold one number each; from then on each doubling has as many, twice as wide as those before. */
    private static int bucket(long micros) {
        int doublings = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(micros));
        return doublings * PER_DOUBLING + (int) (micros >> doublings);
    }

    /** The middle of a bucket. */
    private static Duration value(int bucket) {
        int doublings = Math.max(0, bucket / PER_DOUBLING - 1);
        long lowest = (long) (bucket - doublings * PER_DOUBLING) << doublings;
        return Duration.of(lowest + ((1L << doublings) >> 1), ChronoUnit.MICROS);
    }

    /** To be kept; null when there is nothing. */
    byte @Nullable [] bytes() {
        if (counts.length == 0) return null;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int before = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) continue;
            number(out, first + i - before);
            number(out, counts[i]);
            before = first + i;
        }
        return out.toByteArray();
    }

    /** In groups of seven bits, the last marked by its sign. */
    private static void number(ByteArrayOutputStream out, long value) {
        long left = value;
        for (; left >= 0x80; left >>>= 7) out.write((int) (left & 0x7F | 0x80));
        out.write((int) left);
    }

    /** Null when there is nothing. */
    @Nullable Percentiles percentiles() {
        long sum = Arrays.stream(counts).sum();
        return sum == 0 ? null : new Percentiles(at(0.5, sum), at(0.95, sum), at(0.99, sum), at(1, sum));
    }

    private Duration at(double share, long sum) {
        long left = (long) Math.ceil(share * sum);
        for (int i = 0; i < counts.length; i++) {
            left -= counts[i];
            if (left <= 0) return value(first + i);
        }
        throw new IllegalStateException("More than all was asked for");
    }
}

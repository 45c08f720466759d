package prikke.core.stats;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How durations are spread, in microseconds within 1 %; spreads of different times add up to that of all. */
final class Spread {
    private static final int DIGITS = 2;
    private static final long LONGEST = Duration.ofDays(10_000).dividedBy(ChronoUnit.MICROS.getDuration());

    private @Nullable Histogram histogram;

    void add(Duration duration) {
        own().recordValue(Math.clamp(duration.dividedBy(ChronoUnit.MICROS.getDuration()), 0, LONGEST));
    }

    void add(Spread other) {
        if (other.histogram != null) own().add(other.histogram);
    }

    void add(byte @Nullable [] bytes) {
        if (bytes != null) own().add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0));
    }

    private Histogram own() {
        Histogram own = histogram;
        if (own == null) histogram = own = new Histogram(DIGITS);
        return own;
    }

    /** To be kept; null when there is nothing. */
    byte @Nullable [] bytes() {
        if (histogram == null) return null;
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        return Arrays.copyOf(buffer.array(), histogram.encodeIntoByteBuffer(buffer));
    }

    /** Null when there is nothing. */
    @Nullable Percentiles percentiles() {
        Histogram h = histogram;
        if (h == null) return null;
        return new Percentiles(at(h, 50), at(h, 95), at(h, 99), Duration.of(h.getMaxValue(), ChronoUnit.MICROS));
    }

    private static Duration at(Histogram histogram, double percentile) {
        return Duration.of(histogram.getValueAtPercentile(percentile), ChronoUnit.MICROS);
    }
}

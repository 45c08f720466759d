package prikke.core;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** How long things took, counted for whoever watches: how many took no longer than each of some bounds. To be added to by any thread. */
public final class Distribution {
    private static final long[] BOUNDS_MICROS = {
        1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 30_000_000, 60_000_000,
        300_000_000
    };
    private static final double MICROS = 1e6;

    private final List<LongAdder> counts = IntStream.rangeClosed(0, BOUNDS_MICROS.length).mapToObj(_ -> new LongAdder()).toList();
    private final LongAdder sumMicros = new LongAdder();

    /** One more took so long. */
    public void add(Duration duration) {
        long micros = Math.max(0, duration.toNanos() / 1000);
        int found = Arrays.binarySearch(BOUNDS_MICROS, micros);
        counts.get(found < 0 ? -found - 1 : found).increment();
        sumMicros.add(micros);
    }

    /** The bounds in seconds; what took longer than the last comes after it. */
    public static List<Double> bounds() {
        return Arrays.stream(BOUNDS_MICROS).mapToObj(micros -> micros / MICROS).toList();
    }

    /** How many took longer than the bound before and no longer than this, and at the end how many took longer than all. */
    public List<Long> counts() {
        return counts.stream().map(LongAdder::sum).toList();
    }

    /** How long all of them took together, in seconds. */
    public double sum() {
        return sumMicros.sum() / MICROS;
    }
}

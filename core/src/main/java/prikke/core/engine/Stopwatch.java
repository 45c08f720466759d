package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;

/** Instants from one reading of the clock and the monotonic time since, so that a step of the clock can't turn them around. */
record Stopwatch(Instant start, long startNanos) {
    Stopwatch(Instant start) {
        this(start, System.nanoTime());
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}

package prikke.core.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time as the database has it, in microseconds, without asking it each time: read now and then, and counted on in between by a
 * clock that no step of the system's touches. So all nodes of a cluster go by one clock. Where the database is embedded its clock is
 * the system's own.
 */
public final class DatabaseClock implements InstantSource {
    /** Differences above this are worth a word: between this system's clock and the database's, or between the clock and itself. */
    public static final Duration NOTEWORTHY = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

    /** Of so many readings the one that took the least time says best what the time is. */
    private static final int READINGS = 3;

    /** What two readings may differ by though nothing is amiss. */
    private static final Duration NOISE = Duration.ofNanos(200_000);

    /**
     * A reading.
     *
     * @param at the time
     * @param tick when that was, by the ticker
     * @param error by how much it may be wrong
     */
    private record Reading(Instant at, long tick, Duration error) {
        Instant on(long later) {
            return at.plusNanos(later - tick);
        }
    }

    private final InstantSource reference;
    private final InstantSource system;
    private final LongSupplier ticker;
    private volatile Reading anchor;
    private volatile Duration skew = Duration.ZERO;

    /**
     * Reads the database's clock for the first time.
     *
     * @param system the time of this machine
     */
    public DatabaseClock(Database database, InstantSource system) {
        this(database.dialect() == Dialect.H2 ? system : database::now, system, System::nanoTime);
    }

    /**
     * @param reference the time that counts; asking takes a while
     * @param system the time of this machine
     * @param ticker nanoseconds since whenever
     */
    DatabaseClock(InstantSource reference, InstantSource system, LongSupplier ticker) {
        this.reference = reference;
        this.system = system;
        this.ticker = ticker;
        this.anchor = read();
        noteSkew();
    }

    @Override
    public Instant instant() {
        return anchor.on(ticker.getAsLong()).truncatedTo(ChronoUnit.MICROS);
    }

    /** By how much this machine's clock is ahead of the database's. */
    public Duration skew() {
        return skew;
    }

    /**
     * Reads the database's clock again. What this clock has drifted is made up for; a step is followed and logged.
     *
     * @return whether the database's clock has stepped
     * @throws RuntimeException when the database can't be reached; the clock goes on as before
     */
    public boolean sync() {
        Reading reading = read();
        Duration off = Duration.between(anchor.on(reading.tick), reading.at);
        boolean stepped = off.abs().compareTo(NOTEWORTHY) > 0;
        if (off.abs().compareTo(reading.error.plus(NOISE)) > 0) anchor = reading;
        if (stepped) LOG.warn("event=clock_stepped by_ms={}", off.toMillis());
        noteSkew();
        return stepped;
    }

    private Reading read() {
        Reading best = readOnce();
        for (int i = 1; i < READINGS; i++) {
            Reading another = readOnce();
            if (another.error.compareTo(best.error) < 0) best = another;
        }
        return best;
    }

    private Reading readOnce() {
        long before = ticker.getAsLong();
        Instant at = reference.instant();
        long took = ticker.getAsLong() - before;
        return new Reading(at, before + took / 2, Duration.ofNanos(took / 2));
    }

    private void noteSkew() {
        Duration now = Duration.between(instant(), system.instant());
        boolean was = skew.abs().compareTo(NOTEWORTHY) > 0;
        boolean is = now.abs().compareTo(NOTEWORTHY) > 0;
        skew = now;
        if (is && !was) LOG.warn("event=clock_skew ahead_of_database_ms={} advice=\"synchronize this machine's clock; until then the database's is gone by\"", now.toMillis());
        if (was && !is) LOG.info("event=clock_skew_over ahead_of_database_ms={}", now.toMillis());
    }
}

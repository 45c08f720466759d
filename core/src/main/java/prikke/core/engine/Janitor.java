package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;
import prikke.core.run.Chore;
import prikke.core.run.HistoryPartitions;
import prikke.core.run.Retention;

/** Makes room for the history ahead of time, and forgets what has aged out. It rests for most of the time while it does. */
final class Janitor {
    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    /** After a step it rests for so many times as long as the step took, and no less than a little. */
    private static final int REST = 3;

    private static final Duration SHORTEST_REST = Duration.ofMillis(20);

    private final Database database;
    private final InstantSource clock;
    private final BooleanSupplier mine;
    private final @Nullable Duration keep;
    private final LongSupplier ticker;
    private final HistoryPartitions partitions = new HistoryPartitions();
    private final Retention retention;
    private final List<Chore> chores = new CopyOnWriteArrayList<>();
    private Instant partitionsAgain = Instant.MIN;

    /**
     * @param mine whether it falls to this node to forget; one is enough
     * @param keep how long history is kept; null for ever
     * @param ticker nanoseconds since whenever
     */
    Janitor(Database database, InstantSource clock, BooleanSupplier mine, @Nullable Duration keep, LongSupplier ticker) {
        this.database = database;
        this.clock = clock;
        this.mine = mine;
        this.keep = keep;
        this.ticker = ticker;
        this.retention = new Retention(database, partitions, ticker);
    }

    /** Has something else forgotten too. */
    void alsoDo(Chore chore) {
        chores.add(chore);
    }

    Duration tick() {
        return tick(clock.instant());
    }

    /** One step, and how long to rest after it. */
    Duration tick(Instant now) {
        if (!now.isBefore(partitionsAgain)) makePartitions(now);
        if (!mine.getAsBoolean()) return PAUSE;
        long start = ticker.getAsLong();
        Round round = new Round(now);
        Duration term = keep;
        if (term != null) round.step(at -> retention.step(at.minus(term), at));
        chores.forEach(round::step);
        if (round.failure != null) throw round.failure;
        if (!round.more) return PAUSE;
        Duration rest = Duration.ofNanos(REST * (ticker.getAsLong() - start));
        return rest.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : rest;
    }

    /** A step of each, every one by itself: what fails keeps none of the others from being done. */
    private static final class Round {
        private final Instant now;
        private boolean more;
        private @Nullable RuntimeException failure;

        Round(Instant now) {
            this.now = now;
        }

        void step(Chore chore) {
            try {
                more |= chore.step(now);
            } catch (RuntimeException e) {
                if (Database.isBusy(e)) postponed(e);
                else if (failure == null) failure = e;
                else if (failure != e) failure.addSuppressed(e);
            }
        }
    }

    /** Sees to it that what ends in the next days finds its place. Should the tables be in use, there is time. */
    void makePartitions(Instant now) {
        try {
            List<LocalDate> made = database.write(tx -> partitions.ensure(tx, now));
            if (!made.isEmpty()) LOG.info("event=partitions_made days={}", made);
        } catch (RuntimeException e) {
            if (!Database.isBusy(e)) throw e;
            postponed(e);
        }
        partitionsAgain = now.plus(PAUSE);
    }

    private static void postponed(RuntimeException failure) {
        LOG.info("event=housekeeping_postponed reason=\"{}\"", String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
    }
}

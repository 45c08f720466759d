package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one organization and host, as a value; where there is nothing to remember there is none. Pure.
 *
 * <pre>
 *   (none) ── failure ──▶ Counting ── third in a row ──▶ Open ── its time is up ──▶ Trying ── answer ──▶ (none)
 *                            │                            ▲                           │
 *                          answer ──▶ (none)              └── failure: for longer ────┘
 * </pre>
 *
 * A 429 with {@code Retry-After} opens it from anywhere, for that long.
 */
sealed interface Breaker {
    int FAILURES_IN_A_ROW = 3;
    List<Duration> PAUSES = List.of(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(300));

    /** How far apart the readings of the clock by several threads may be at the most; what is further off was a step of the clock. */
    Duration CLOCK_SLACK = Duration.ofMinutes(1);

    /** The longest that any pause lasts: what a target may ask for. A later end can only come from a clock that was put back. */
    Duration LONGEST_PAUSE = Verdict.LONGEST_RETRY_AFTER.plus(CLOCK_SLACK);

    /** When those who wait for a trial look again at the soonest. */
    Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** An attempt lasts 5 minutes at the most: a trial that has not ended by then never will. */
    Duration LONGEST_TRIAL = Duration.ofMinutes(5).plusSeconds(10);

    /** The number of an attempt that is no trial. */
    long NO_TRIAL = 0;

    /** When it last changed, or what it waits for is over. */
    Instant touched();

    /** Requests go out; so many in a row have failed. */
    record Counting(int failures, Instant touched) implements Breaker {}

    /**
     * Nothing goes out until then.
     *
     * @param openings how many failures have opened it since it was last closed; may be none where the target asked for a pause
     */
    record Open(Instant until, int openings) implements Breaker {
        @Override
        public Instant touched() {
            return until;
        }
    }

    /** One request is out to see whether the target is back. */
    record Trying(long trial, Instant since, int openings) implements Breaker {
        @Override
        public Instant touched() {
            return since;
        }
    }

    /** Until when an attempt is held, or null when it may go: then, unless the breaker is closed, as a trial. */
    static @Nullable Instant heldUntil(@Nullable Breaker breaker, Instant now) {
        return switch (breaker) {
            case null -> null;
            case Counting counting -> null;
            case Open open -> open.until.isAfter(now) && !open.until.isAfter(now.plus(LONGEST_PAUSE)) ? open.until : null;
            case Trying trying -> now.isBefore(trying.since.minus(CLOCK_SLACK)) || !now.isBefore(trying.since.plus(LONGEST_TRIAL))
                    ? null
                    : now.plus(lookAgain(Duration.between(trying.since, now)));
        };
    }

    /**
     * When to look whether a trial is over that has lasted so long: then it has lasted twice that. So each of a large backlog looks a
     * few times whatever the trial takes, and waits no longer after it than it took.
     */
    private static Duration lookAgain(Duration lasted) {
        return lasted.compareTo(LOOK_AGAIN) < 0 ? LOOK_AGAIN : lasted;
    }

    /**
     * What is to be remembered after an attempt.
     *
     * @param trial the number of the trial that the attempt was, or {@link #NO_TRIAL}
     */
    static @Nullable Breaker after(@Nullable Breaker breaker, Signal signal, long trial, Instant now) {
        return switch (breaker) {
            case null -> closed(0, signal, now);
            case Counting counting -> signal instanceof Signal.Nothing ? counting : closed(counting.failures, signal, now);
            // Begun before it opened: that it failed too is no news, and the one that succeeded may have been the last.
            case Open open -> signal instanceof Signal.Pause(Instant until) && until.isAfter(open.until) ? new Open(until, open.openings) : open;
            case Trying trying -> trying.trial == trial ? tried(trying, signal, now) : trying;
        };
    }

    private static @Nullable Breaker closed(int failures, Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Failure failure when failures + 1 >= FAILURES_IN_A_ROW -> opened(1, now);
            case Signal.Failure failure -> new Counting(failures + 1, now);
            case Signal.Pause(Instant until) -> new Open(until, 0);
            case Signal.Answer answer -> null;
            case Signal.Nothing nothing -> null;
        };
    }

    private static @Nullable Breaker tried(Trying trying, Signal signal, Instant now) {
        return switch (signal) {
            case Signal.Failure failure -> opened(trying.openings + 1, now);
            case Signal.Pause(Instant until) -> new Open(until, trying.openings);
            case Signal.Answer answer -> null;
            // The next may try at once.
            case Signal.Nothing nothing -> new Open(now, trying.openings);
        };
    }

    private static Open opened(int openings, Instant now) {
        return new Open(now.plus(PAUSES.get(Math.min(openings, PAUSES.size()) - 1)), openings);
    }
}

package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.job.Job;
import prikke.core.job.Misfire;
import prikke.core.schedule.Timetable;

/**
 * What becomes of a job's occurrences that are near or over. Pure.
 *
 * @param run the occurrences to be executed, in order
 * @param missed those that nobody was up for and that are not made up for, in order; of a long outage only the latest
 * @param span the older ones of a long outage, as one
 * @param givenUp executions planned earlier that are due before this instant and were never attempted are missed as well; null
 *     when the job is not late
 * @param next the occurrence from which to go on, or null when there is none any more
 */
record Plan(List<Instant> run, List<Instant> missed, @Nullable Span span, @Nullable Instant givenUp, @Nullable Instant next) {
    /** Less late than this an occurrence is merely late, not missed: what a stall of the machine or the database may cost. */
    static final Duration LATE = Duration.ofSeconds(2);

    /** How many missed occurrences are told one by one; more become a span, so that an outage of any length costs little. */
    static final int MOST_TOLD = 50;

    /** How many occurrences {@code run_all} makes up for. */
    static final int MOST_MADE_UP = 1000;

    static final Duration LEAST_GRACE = Duration.ofSeconds(30);
    private static final Duration MOST_GRACE = Duration.ofHours(1);

    /** Occurrences from first to last, both included. */
    record Span(Instant first, Instant last, long count) {}

    /**
     * @param job its {@code planAt} is the first occurrence that has not been planned
     * @param horizon up to when to plan
     */
    static Plan of(Job job, Instant now, Instant horizon) {
        Instant first = Objects.requireNonNull(job.planAt());
        Timetable timetable = job.timing().timetable(job.id());
        if (first.isAfter(now.minus(LATE))) return new Builder(timetable).upcoming(first, horizon);
        return new Builder(timetable).late(job, first, now, horizon);
    }

    /** How late an occurrence of the job may still run. */
    static Duration grace(Job job, Timetable timetable, Instant occurrence) {
        Duration given = job.options().misfireGrace();
        if (given != null) return given;
        Duration half = timetable.intervalAt(occurrence).dividedBy(2);
        return half.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : half.compareTo(MOST_GRACE) > 0 ? MOST_GRACE : half;
    }

    private static final class Builder {
        private final Timetable timetable;
        private final List<Instant> run = new ArrayList<>();
        private final List<Instant> missed = new ArrayList<>();
        private @Nullable Span span;
        private @Nullable Instant givenUp;

        Builder(Timetable timetable) {
            this.timetable = timetable;
        }

        Plan upcoming(@Nullable Instant from, Instant horizon) {
            Instant next = from;
            while (next != null && !next.isAfter(horizon)) {
                run.add(next);
                next = timetable.next(next).orElse(null);
            }
            return new Plan(run, missed, span, givenUp, next);
        }

        Plan late(Job job, Instant first, Instant now, Instant horizon) {
            Instant before = first.minusNanos(1);
            Instant latest = timetable.latest(before, now).orElse(first);
            Misfire policy = job.options().misfire();
            switch (policy) {
                case RUN_LATEST -> {
                    boolean inGrace = !latest.plus(grace(job, timetable, latest)).isBefore(now);
                    miss(before, inGrace ? latest.minusNanos(1) : latest);
                    if (inGrace) run.add(latest);
                    givenUp = latest;
                }
                case SKIP -> {
                    miss(before, now.minus(LATE));
                    givenUp = now.minus(LATE);
                    runAll(timetable.next(now.minus(LATE)), latest);
                }
                case RUN_ALL -> {
                    long count = timetable.count(before, latest);
                    Instant from = count <= MOST_MADE_UP ? first : nthLast(latest, MOST_MADE_UP, count, before);
                    miss(before, from.minusNanos(1));
                    if (from.isAfter(first)) givenUp = from;
                    runAll(Optional.of(from), latest);
                }
            }
            return upcoming(timetable.next(latest).orElse(null), horizon);
        }

        private void runAll(Optional<Instant> from, Instant latest) {
            for (Optional<Instant> next = from; next.isPresent() && !next.get().isAfter(latest); next = timetable.next(next.get())) {
                run.add(next.get());
            }
        }

        /** Everything in (after, upTo] is missed. */
        private void miss(Instant after, Instant upTo) {
            long count = timetable.count(after, upTo);
            Instant from = after;
            if (count > MOST_TOLD) {
                Instant told = nthLast(upTo, MOST_TOLD, count, after);
                Instant first = timetable.next(after).orElseThrow();
                Instant last = timetable.latest(after, told.minusNanos(1)).orElse(first);
                span = new Span(first, last, timetable.count(after, last));
                from = told.minusNanos(1);
            }
            for (Optional<Instant> next = timetable.next(from); next.isPresent() && !next.get().isAfter(upTo); next = timetable.next(next.get())) {
                missed.add(next.get());
            }
        }

        /** The first of the last {@code n} of {@code count} occurrences in (after, upTo], found by halving. */
        private Instant nthLast(Instant upTo, int n, long count, Instant after) {
            Instant low = after;
            Instant high = upTo;
            while (Duration.between(low, high).compareTo(Duration.ofMillis(1)) > 0) {
                Instant middle = low.plus(Duration.between(low, high).dividedBy(2));
                if (count - timetable.count(after, middle) >= n) low = middle;
                else high = middle;
            }
            return timetable.next(low).orElse(upTo);
        }
    }
}

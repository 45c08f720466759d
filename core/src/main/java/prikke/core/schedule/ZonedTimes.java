package prikke.core.schedule;

import static prikke.core.schedule.TimeLine.NONE;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Local date-times laid on the line of instants: the rules for gaps and overlaps that the package's notes state. It
 * walks from one change of the zone's offset to the next; between two changes local time and elapsed time run alike.
 * Instants are epoch seconds.
 *
 * @param policy what becomes of fixed times in gaps and overlaps; null where the schedule keeps to elapsed time
 */
record ZonedTimes(
        LocalTimes times, ZoneRules rules, @Nullable DstPolicy policy) {

    /**
     * From 2100-01-01 on the zones' rules are periodic, as is the calendar, with 400 years: what does not match in that
     * time never does.
     */
    private static final long PERIODIC = 4_102_444_800L;

    private static final long CYCLE = 146_097L * 86_400;

    /** The first occurrence at or after the given instant, or {@link TimeLine#NONE}. */
    long next(long from) {
        long end = Math.min(TimeLine.END.getEpochSecond(), Math.max(from, PERIODIC) + CYCLE);
        long start = afterRepeatedTimes(from);
        long local = Long.MIN_VALUE;
        while (start <= end) {
            Instant instant = Instant.ofEpochSecond(start);
            ZoneOffsetTransition change = rules.isFixedOffset() ? null : changeAt(instant);
            if (change != null && runsAfterGap(change)) {
                return start;
            }
            int offset = rules.getOffset(instant).getTotalSeconds();
            // What an earlier round found stays the next match unless the clocks went back behind it.
            if (local < start + offset || (change != null && change.isOverlap())) {
                local = times.next(start + offset);
            }
            ZoneOffsetTransition following = rules.nextTransition(instant);
            if (local == NONE || following == null || local - offset < following.toEpochSecond()) {
                return local == NONE || local - offset > end ? NONE : local - offset;
            }
            start = afterRepeatedTimes(following.toEpochSecond());
        }
        return NONE;
    }

    /** How many occurrences there are from {@code from} on and before {@code to}. */
    long count(long from, long to) {
        long end = Math.min(to, TimeLine.END.getEpochSecond() + 1);
        long count = 0;
        for (long start = from; start < end; ) {
            Instant instant = Instant.ofEpochSecond(start);
            ZoneOffsetTransition change = rules.isFixedOffset() ? null : changeAt(instant);
            if (change != null && runsAfterGap(change) && !times.matches(localAfter(change))) {
                count++;
            }
            ZoneOffsetTransition following = rules.nextTransition(instant);
            long stop = following == null ? end : Math.min(end, following.toEpochSecond());
            int offset = rules.getOffset(instant).getTotalSeconds();
            count += times.count(Math.min(afterRepeatedTimes(start), stop) + offset, stop + offset);
            start = stop;
        }
        return count;
    }

    /** Whether this change is a gap with a fixed time in it, which therefore runs at the change itself. */
    boolean runsAfterGap(ZoneOffsetTransition change) {
        return policy != null
                && policy != DstPolicy.SKIP
                && change.isGap()
                && times.next(localBefore(change)) < localAfter(change);
    }

    /** The end of the second pass of an overlap where fixed times run in the first only; else the instant itself. */
    private long afterRepeatedTimes(long instant) {
        if (policy == null || policy == DstPolicy.BOTH || rules.isFixedOffset()) {
            return instant;
        }
        ZoneOffsetTransition change = rules.previousTransition(Instant.ofEpochSecond(instant + 1));
        if (change == null || !change.isOverlap()) {
            return instant;
        }
        return Math.max(instant, change.toEpochSecond() - change.getDuration().toSeconds());
    }

    private @Nullable ZoneOffsetTransition changeAt(Instant instant) {
        ZoneOffsetTransition change = rules.previousTransition(instant.plusSeconds(1));
        return change != null && change.getInstant().equals(instant) ? change : null;
    }

    private static long localBefore(ZoneOffsetTransition change) {
        return change.toEpochSecond() + change.getOffsetBefore().getTotalSeconds();
    }

    private static long localAfter(ZoneOffsetTransition change) {
        return change.toEpochSecond() + change.getOffsetAfter().getTotalSeconds();
    }
}

package prikke.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * What is due, found by looking at every minute (or second) there is, by the rules in the package's notes and by
 * nothing else.
 */
record Oracle(ModelCron cron, ZoneId zone, DstPolicy policy) {

    /** All that is due from {@code from}, a whole minute, on and before {@code to}. */
    List<Instant> due(Instant from, Instant to) {
        Duration tick = cron.hasSeconds() ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        List<ZoneOffsetTransition> changes = changes(from.minus(Duration.ofDays(2)), to);
        List<Instant> due = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plus(tick)) {
            if (due(at, changes, tick)) {
                due.add(at);
            }
        }
        return due;
    }

    private boolean due(Instant at, List<ZoneOffsetTransition> changes, Duration tick) {
        boolean matches = cron.matches(LocalDateTime.ofInstant(at, zone));
        if (cron.elapsed()) {
            return matches;
        }
        boolean repeated = changes.stream().anyMatch(change -> inSecondPass(at, change));
        if (matches && (!repeated || policy == DstPolicy.BOTH)) {
            return true;
        }
        return policy != DstPolicy.SKIP
                && changes.stream()
                        .anyMatch(
                                change -> change.isGap() && change.getInstant().equals(at) && anyIn(change, tick));
    }

    private static boolean inSecondPass(Instant at, ZoneOffsetTransition change) {
        return change.isOverlap()
                && !at.isBefore(change.getInstant())
                && at.isBefore(change.getInstant().minus(change.getDuration()));
    }

    private boolean anyIn(ZoneOffsetTransition gap, Duration tick) {
        LocalDateTime local = gap.getDateTimeBefore();
        for (; local.isBefore(gap.getDateTimeAfter()); local = local.plus(tick)) {
            if (cron.matches(local)) {
                return true;
            }
        }
        return false;
    }

    private List<ZoneOffsetTransition> changes(Instant from, Instant to) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition change = zone.getRules().nextTransition(from);
        while (change != null && change.getInstant().isBefore(to)) {
            changes.add(change);
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return changes;
    }
}

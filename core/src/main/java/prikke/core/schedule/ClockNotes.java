package prikke.core.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words what changes of the clocks do to a cron schedule. */
record ClockNotes(Cron cron) {

    /** Whether the zone's clocks ever change again. */
    boolean ruleMatters(Instant from) {
        return rules().nextTransition(from) != null;
    }

    /** How the schedule meets changes of the clocks. */
    String rule() {
        if (cron.elapsed()) {
            return "When the clocks change it keeps to elapsed time (a wildcard or a step in minute or hour).";
        }
        return switch (cron.dst()) {
            case CRONIE ->
                "A time that the clocks skip runs once, right after; one that comes twice runs the first time"
                        + " (dst: cronie).";
            case SKIP ->
                "A time that the clocks skip does not run; one that comes twice runs the first time (dst: skip).";
            case BOTH ->
                "A time that the clocks skip runs once, right after; one that comes twice runs both times"
                        + " (dst: both).";
        };
    }

    /** What the clocks do after one instant and up to an occurrence, or null where it does not show. */
    @Nullable
    String between(Instant previous, Instant due) {
        List<String> parts = new ArrayList<>();
        ZoneOffsetTransition change = rules().nextTransition(previous);
        while (change != null && !change.getInstant().isAfter(due)) {
            ZoneOffsetTransition following = rules().nextTransition(change.getInstant());
            boolean last = following == null || following.getInstant().isAfter(due);
            boolean shows = last && !rules().getOffset(previous).equals(rules().getOffset(due));
            String missed = missed(change);
            if (shows || missed != null) {
                parts.add(clocks(change) + (missed == null ? "" : "; " + missed));
            }
            change = following;
        }
        if (change != null && comesTwice(change, due)) {
            parts.add(clocks(change) + "; " + time(local(due), false) + " comes twice and runs "
                    + (cron.dst() == DstPolicy.BOTH ? "both times" : "the first time"));
        }
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    private @Nullable String missed(ZoneOffsetTransition change) {
        if (cron.elapsed() || !change.isGap()) {
            return null;
        }
        LocalTimes times = cron.zoned().times();
        long begin = change.getDateTimeBefore().toEpochSecond(ZoneOffset.UTC);
        long end = change.getDateTimeAfter().toEpochSecond(ZoneOffset.UTC);
        long count = times.count(begin, end);
        if (count == 0) {
            return null;
        }
        LocalDateTime first = LocalDateTime.ofEpochSecond(times.next(begin), 0, ZoneOffset.UTC);
        boolean dated = !first.toLocalDate().equals(change.getDateTimeAfter().toLocalDate());
        String verdict = cron.dst() == DstPolicy.SKIP ? "left out" : "run at " + time(change.getDateTimeAfter(), dated);
        return count == 1
                ? time(first, dated) + " does not exist and is " + verdict
                : count + " times from " + time(first, dated) + " on do not exist and are " + verdict
                        + (cron.dst() == DstPolicy.SKIP ? "" : ", once");
    }

    private boolean comesTwice(ZoneOffsetTransition change, Instant due) {
        return !cron.elapsed()
                && change.isOverlap()
                && !due.isBefore(change.getInstant().plus(change.getDuration()));
    }

    private static String clocks(ZoneOffsetTransition change) {
        LocalDateTime before = change.getDateTimeBefore();
        LocalDateTime after = change.getDateTimeAfter();
        boolean dated = !before.toLocalDate().equals(after.toLocalDate());
        return "on " + before.toLocalDate() + " the clocks go " + (change.isGap() ? "forward" : "back") + " from "
                + time(before, dated) + " to " + time(after, dated);
    }

    private static String time(LocalDateTime local, boolean dated) {
        return (dated ? local.toLocalDate() + " " : "") + local.toLocalTime();
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, cron.zone());
    }

    private ZoneRules rules() {
        return cron.zone().getRules();
    }
}

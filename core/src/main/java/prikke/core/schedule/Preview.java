package prikke.core.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A timetable as a user is shown it before trusting it.
 *
 * @param ends whether nothing follows the occurrences listed
 */
public record Preview(String description, List<Occurrence> occurrences, List<String> notes, boolean ends) {

    /**
     * One occurrence.
     *
     * @param offset of the zone's local time from UTC at that instant
     * @param note what the clocks do then, if anything
     */
    public record Occurrence(Instant instant, ZoneOffset offset, @Nullable String note) {}

    public static Preview of(Timetable timetable, Instant from, int count) {
        return of(timetable, timetable.schedule() instanceof Cron cron ? cron.zone() : ZoneOffset.UTC, from, count);
    }

    /**
     * The first occurrences after an instant.
     *
     * @param zone for the offsets shown; that of a cron expression is its own
     */
    public static Preview of(Timetable timetable, ZoneId zone, Instant from, int count) {
        List<Occurrence> occurrences = new ArrayList<>();
        Optional<Instant> due = timetable.next(from);
        for (; due.isPresent() && occurrences.size() < count; due = timetable.next(due.get())) {
            occurrences.add(new Occurrence(due.get(), zone.getRules().getOffset(due.get()), null));
        }
        return new Preview(timetable.description(), List.copyOf(occurrences), List.of(), due.isEmpty());
    }
}

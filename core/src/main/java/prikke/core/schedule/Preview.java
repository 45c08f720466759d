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
 * @param description in words, bounds included
 * @param notes what is worth knowing besides: how clock changes are met, each change among the occurrences, the end
 * @param ends whether nothing follows the occurrences listed
 */
public record Preview(String description, List<Occurrence> occurrences, List<String> notes, boolean ends) {

    /**
     * One occurrence.
     *
     * @param offset of the zone's local time from UTC at that instant
     * @param note what the clocks do at it or since the one before, if anything; also among the preview's notes
     */
    public record Occurrence(
            Instant instant, ZoneOffset offset, @Nullable String note) {}

    /** The first occurrences after an instant, with the offsets of the schedule's own zone, UTC where it has none. */
    public static Preview of(Timetable timetable, Instant from, int count) {
        return of(timetable, Zones.UTC, from, count);
    }

    /**
     * The first occurrences after an instant.
     *
     * @param zone for the offsets shown of a schedule that has no zone of its own
     */
    public static Preview of(Timetable timetable, ZoneId zone, Instant from, int count) {
        Cron cron = timetable.schedule() instanceof Cron c ? c : null;
        ClockNotes clock = cron == null ? null : new ClockNotes(cron);
        ZoneId shown = cron == null ? zone : cron.zone();
        List<Occurrence> occurrences = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (clock != null && clock.ruleMatters(from)) {
            notes.add(clock.rule());
        }
        Instant previous = from;
        Optional<Instant> due = timetable.next(from);
        for (; due.isPresent() && occurrences.size() < count; due = timetable.next(previous)) {
            Instant at = due.get();
            String note = clock == null ? null : clock.between(previous, at);
            occurrences.add(new Occurrence(at, shown.getRules().getOffset(at), note));
            if (note != null) {
                notes.add(Words.sentence(note));
            }
            previous = at;
        }
        if (due.isEmpty() && timetable.schedule().recurring()) {
            notes.add(occurrences.isEmpty() ? "This schedule has ended." : "This schedule ends here.");
        }
        return new Preview(timetable.description(), List.copyOf(occurrences), List.copyOf(notes), due.isEmpty());
    }
}

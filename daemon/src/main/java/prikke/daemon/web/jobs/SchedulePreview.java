package prikke.daemon.web.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.schedule.HashSeed;
import prikke.core.schedule.Preview;
import prikke.core.schedule.ScheduleException;
import prikke.core.schedule.ScheduleSpec;
import prikke.core.schedule.Timetable;
import prikke.daemon.web.Moments;

/**
 * A schedule in words with its next occurrences, or what is wrong with it.
 *
 * @param words or null where something is wrong
 * @param occurrences in the zone of the schedule
 * @param notes what is worth knowing besides
 * @param faults by field
 */
public record SchedulePreview(@Nullable String words, List<Occurrence> occurrences, List<String> notes, Map<String, String> faults) {
    private static final int COUNT = 5;

    /** One occurrence, in the zone of the schedule. */
    public record Occurrence(Instant at, String local) {}

    static SchedulePreview of(Map<String, String> fields, Instant now) {
        if (fields.getOrDefault("kind", "").equals("now")) {
            return new SchedulePreview("Runs once, as soon as it is saved", List.of(), List.of(), Map.of());
        }
        if (Schedules.untold(fields)) return new SchedulePreview(null, List.of(), List.of(), Map.of());
        try {
            ScheduleSpec.Parsed parsed = Schedules.spec(fields).parse(now, HashSeed.of(""));
            return of(parsed.timetable(), parsed.zone(), now);
        } catch (ScheduleException e) {
            Map<String, String> faults = new LinkedHashMap<>();
            e.faults().forEach(fault -> faults.merge(fault.field(), upper(fault.message()), (a, b) -> a + " " + b));
            return new SchedulePreview(null, List.of(), List.of(), faults);
        }
    }

    static SchedulePreview of(Timetable timetable, ZoneId zone, Instant now) {
        Instant from = timetable.schedule().recurring() ? now : now.minus(Duration.ofMillis(1));
        Preview preview = Preview.of(timetable, zone, from, COUNT);
        List<Occurrence> occurrences = preview.occurrences().stream()
                .map(occurrence -> new Occurrence(occurrence.instant(), Moments.absolute(occurrence.instant(), zone)))
                .toList();
        boolean once = !timetable.schedule().recurring() && !occurrences.isEmpty();
        String words = once ? "Once, " + occurrences.getFirst().local() : upper(preview.description());
        return new SchedulePreview(words, occurrences, preview.notes(), Map.of());
    }

    private static String upper(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

package prikke.daemon.web.jobs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.job.JobDraft;
import prikke.core.schedule.ScheduleSpec;

/** The part of a job's form that says when. Only the fields of the kind that is chosen count. */
final class Schedules {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private Schedules() {}

    /** What was chosen, as the API would have it. */
    record Given(
            @Nullable String cron,
            @Nullable String every,
            @Nullable String runAt,
            @Nullable String jitter,
            @Nullable String startsAt,
            @Nullable String endsAt) {}

    static Given given(Map<String, String> fields) {
        String kind = fields.getOrDefault("kind", "");
        boolean recurring = kind.equals("cron") || kind.equals("every");
        return new Given(
                kind.equals("cron") ? orBlank(fields, "cron") : null,
                kind.equals("every") ? orBlank(fields, "every") : null,
                kind.equals("once") ? runAt(fields) : null,
                recurring ? text(fields, "jitter") : null,
                recurring ? text(fields, "starts_at") : null,
                recurring ? text(fields, "ends_at") : null);
    }

    /** Whether what is to say when is still empty. */
    static boolean untold(Map<String, String> fields) {
        String field = switch (fields.getOrDefault("kind", "")) {
            case "every" -> "every";
            case "once" -> "run_at";
            default -> "cron";
        };
        return orBlank(fields, field).isEmpty();
    }

    static ScheduleSpec spec(Map<String, String> fields) {
        Given g = given(fields);
        return new ScheduleSpec(
                g.cron(), g.every(), g.runAt(), null, text(fields, "timezone"), text(fields, "dst"), g.startsAt(), g.endsAt(), g.jitter());
    }

    static void put(Map<String, String> fields, JobDraft d) {
        fields.put("kind", d.cron() != null ? "cron" : d.every() != null ? "every" : "once");
        JobForm.put(fields, "cron", d.cron());
        JobForm.put(fields, "every", d.every());
        JobForm.put(fields, "timezone", d.timezone());
        JobForm.put(fields, "jitter", d.jitter());
        JobForm.put(fields, "starts_at", d.startsAt());
        JobForm.put(fields, "ends_at", d.endsAt());
        if (d.runAt() == null) return;
        fields.put("run_at_exact", d.runAt());
        fields.put("run_at", local(Instant.parse(d.runAt()), zone(fields)));
    }

    /** Left out, the field would mean "now": what is chosen and empty is wrong. */
    private static String orBlank(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").strip();
    }

    static @Nullable String text(Map<String, String> fields, String name) {
        String value = fields.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** A date and time of day in the zone of the job; what was not changed keeps its milliseconds. */
    private static String runAt(Map<String, String> fields) {
        String text = orBlank(fields, "run_at");
        ZoneId zone = zone(fields);
        try {
            String exact = fields.getOrDefault("run_at_exact", "");
            if (!exact.isEmpty() && local(Instant.parse(exact), zone).equals(text)) return exact;
            return LocalDateTime.parse(text).atZone(zone).toInstant().toString();
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static String local(Instant instant, ZoneId zone) {
        return LOCAL.format(instant.atZone(zone));
    }

    private static ZoneId zone(Map<String, String> fields) {
        try {
            return ZoneId.of(fields.getOrDefault("timezone", "UTC"));
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}

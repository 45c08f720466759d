package prikke.core.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations as people write them. */
public final class Durations {

    private Durations() {}

    /**
     * Reads {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d}, {@code 500ms}, or ISO-8601 such as {@code PT30S} and
     * {@code P1D}. A leading minus makes it negative; whether that makes sense is for the caller to say.
     *
     * @throws ScheduleException with one fault on the field {@code duration}
     */
    public static Duration parse(String text) {
        return parse("duration", text);
    }

    static Duration parse(String field, String text) {
        return new DurationParser(field, text.strip()).parse();
    }

    /** ISO-8601: {@code PT1H30M}. */
    public static String iso(Duration duration) {
        return duration.toString();
    }

    /** The short form: {@code 1h30m}, {@code 2d}, {@code 500ms}, {@code 0s}; finer than milliseconds is left out. */
    public static String shortForm(Duration duration) {
        if (duration.isNegative()) {
            return "-" + shortForm(duration.negated());
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }

    /** As said after "every": "second", "15 seconds", "hour and 30 minutes". */
    static String words(Duration duration) {
        List<String> parts = new ArrayList<>();
        add(parts, duration.toDays(), "day");
        add(parts, duration.toHoursPart(), "hour");
        add(parts, duration.toMinutesPart(), "minute");
        add(parts, duration.toSecondsPart(), "second");
        add(parts, duration.toMillisPart(), "millisecond");
        if (parts.size() == 1 && parts.getFirst().startsWith("1 ")) {
            return parts.getFirst().substring(2);
        }
        return Words.list(parts, "and");
    }

    private static void add(List<String> parts, long amount, String unit) {
        if (amount != 0) {
            parts.add(amount + " " + unit + (amount == 1 ? "" : "s"));
        }
    }
}

package prikke.daemon.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Instants and durations as pages say them. */
public final class Moments {
    private static final DateTimeFormatter ABSOLUTE = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter PRECISE = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private Moments() {}

    /** How long ago, or how soon: {@code 12 s ago}, {@code in 3 h}. What pages' script says a while later is worded the same. */
    public static String relative(Instant at, Instant now) {
        Duration distance = Duration.between(at, now);
        if (distance.abs().compareTo(Duration.ofSeconds(1)) < 0) return "now";
        String words = coarse(distance.abs());
        return distance.isNegative() ? "in " + words : words + " ago";
    }

    private static String coarse(Duration distance) {
        if (distance.toMinutes() < 1) return distance.toSeconds() + " s";
        if (distance.toHours() < 1) return distance.toMinutes() + " min";
        if (distance.toDays() < 1) return distance.toHours() + " h";
        if (distance.toDays() < 60) return distance.toDays() + " d";
        return distance.toDays() / 30 + " months";
    }

    /** The instant in full, in UTC. */
    public static String absolute(Instant at) {
        return absolute(at, ZoneOffset.UTC);
    }

    /** The instant in full, in a zone, with the zone's name. */
    public static String absolute(Instant at, ZoneId zone) {
        return ABSOLUTE.format(at.atZone(zone)) + " " + name(zone);
    }

    /** The day in UTC. */
    public static String day(Instant at) {
        return DAY.format(at.atZone(ZoneOffset.UTC));
    }

    /** The time of day in UTC, to the millisecond. */
    public static String precise(Instant at) {
        return PRECISE.format(at.atZone(ZoneOffset.UTC)) + " UTC";
    }

    private static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** How long something took: {@code 8 ms}, {@code 1.24 s}, {@code 3 min 5 s}; a dash where that is not known. */
    public static String took(@Nullable Duration duration) {
        return duration == null ? "–" : took(duration.toMillis());
    }

    /** The same of milliseconds. */
    public static String took(long millis) {
        if (millis < 0) return "–" + took(-millis);
        if (millis < 1000) return millis + " ms";
        if (millis < 60_000) return String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
        Duration duration = Duration.ofMillis(millis);
        if (duration.toHours() < 1) return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    /** A number with its thousands set apart. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }
}

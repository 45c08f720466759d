package prikke.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;

/**
 * Writes instants and durations. For a reader an instant is relative and absolute ({@code in 4m · 03:00 CET}); for a program it
 * is as the API writes it, so that the same thing is printed the same way tomorrow.
 *
 * @param now what relative instants are relative to
 * @param zone gives the zone of absolute instants, which takes a while to find out
 * @param forReader whether a person reads this
 */
public record Times(Instant now, Supplier<ZoneId> zone, boolean forReader) {

    public Times(Instant now, ZoneId zone, boolean forReader) {
        this(now, () -> zone, forReader);
    }

    /** An instant, or null for none. */
    public @Nullable String instant(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        return forReader ? relative(instant) + " · " + absolute(instant) : Json.instant(instant);
    }

    /** An instant in the least room that makes sense. */
    @Nullable String brief(@Nullable Instant instant) {
        return instant == null || !forReader ? instant(instant) : relative(instant);
    }

    /** How far an instant lies from now, in its one or two largest units. */
    public String relative(Instant instant) {
        Duration distance = Duration.between(now, instant);
        if (distance.abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return "now";
        }
        return distance.isNegative() ? coarse(distance.negated()) + " ago" : "in " + coarse(distance);
    }

    /** An instant of day, with as much of the date as is needed, in the reader's zone. */
    String absolute(Instant instant) {
        ZonedDateTime at = instant.atZone(zone.get());
        ZonedDateTime today = now.atZone(zone.get());
        boolean near = Duration.between(now, instant).abs().compareTo(Duration.ofHours(1)) < 0;
        String time = two(at.getHour()) + ":" + two(at.getMinute()) + (near ? ":" + two(at.getSecond()) : "");
        String date = at.toLocalDate().equals(today.toLocalDate()) ? "" : date(at, today) + " ";
        return date + time + " " + zoneName(at);
    }

    private static String date(ZonedDateTime at, ZonedDateTime today) {
        if (at.getYear() != today.getYear()) {
            return at.toLocalDate().toString();
        }
        String month = at.getMonth().name();
        return at.getDayOfMonth() + " " + month.charAt(0) + month.substring(1, 3).toLowerCase(Locale.ROOT);
    }

    private static String zoneName(ZonedDateTime at) {
        // Names lie in large tables, which servers need not look into.
        if (at.getZone().getId().equals("UTC") || at.getZone().getId().equals("Etc/UTC")) return "UTC";
        boolean daylight = at.getZone().getRules().isDaylightSavings(at.toInstant());
        return TimeZone.getTimeZone(at.getZone()).getDisplayName(daylight, TimeZone.SHORT, Locale.ENGLISH);
    }

    /** A number of milliseconds, or null for none. */
    public static @Nullable String millis(@Nullable Long millis) {
        if (millis == null) {
            return null;
        }
        if (Math.abs(millis) < 1_000) {
            return millis + " ms";
        }
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1_000.0)
                : coarse(Duration.ofMillis(millis));
    }

    /** A duration as people write it: {@code 1h30m}. */
    public static String coarse(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 86_400) {
            return unit(seconds / 86_400, "d") + (seconds < 10 * 86_400 ? rest(seconds % 86_400 / 3_600, "h") : "");
        }
        if (seconds >= 3_600) {
            return unit(seconds / 3_600, "h") + rest(seconds % 3_600 / 60, "m");
        }
        return seconds >= 60
                ? unit(seconds / 60, "m") + (seconds < 600 ? rest(seconds % 60, "s") : "")
                : unit(seconds, "s");
    }

    private static String unit(long count, String unit) {
        return count + unit;
    }

    private static String rest(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}

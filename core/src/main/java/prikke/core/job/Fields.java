package prikke.core.job;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.schedule.Durations;
import prikke.core.schedule.ScheduleException;

/** Reads single fields of a draft: each either comes to a value or adds a fault, and then to its default so that checking goes on. */
final class Fields {
    private final Faults faults;

    Fields(Faults faults) {
        this.faults = faults;
    }

    /** Text of limited length without control characters; null stays null, and so does blank text. */
    @Nullable String text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) return null;
        if (value.length() > most) {
            faults.add(field, "too_long", "is " + value.length() + " characters long; " + most + " are the most.");
            return null;
        }
        if (value.chars().anyMatch(Character::isISOControl) || !wellFormed(value)) {
            faults.add(field, "invalid_character", "holds a control character or half a character; leave it out.");
            return null;
        }
        return value;
    }

    /** Whether it has no unpaired surrogate, which no database could keep. */
    static boolean wellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            boolean pair = Character.isHighSurrogate(c) && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1));
            if (!pair) return false;
            i++;
        }
        return true;
    }

    int number(String field, @Nullable Integer value, int least, int most, int otherwise) {
        if (value == null) return otherwise;
        if (value >= least && value <= most) return value;
        faults.add(field, "out_of_range", "is " + value + "; it goes from " + least + " to " + most + ".");
        return otherwise;
    }

    <E extends Enum<E>> E choice(String field, @Nullable String value, Class<E> type, E otherwise) {
        if (value == null) return otherwise;
        for (E constant : type.getEnumConstants()) if (constant.name().equalsIgnoreCase(value)) return constant;
        String all = Arrays.stream(type.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        faults.add(field, "unknown_value", "is '" + shown(value) + "'; it may be one of " + all + ".");
        return otherwise;
    }

    Duration duration(String field, @Nullable String value, Duration least, Duration most, Duration otherwise) {
        Duration given = duration(field, value, least, most);
        return given == null ? otherwise : given;
    }

    @Nullable Duration duration(String field, @Nullable String value, Duration least, Duration most) {
        if (value == null) return null;
        try {
            Duration given = Durations.parse(value);
            if (given.compareTo(least) >= 0 && given.compareTo(most) <= 0) return given;
            faults.add(field, "out_of_range", "is " + shown(value) + "; it goes from " + Durations.shortForm(least) + " to "
                    + Durations.shortForm(most) + ".");
        } catch (ScheduleException e) {
            faults.add(field, "invalid_duration", e.faults().getFirst().message());
        }
        return null;
    }

    /** What the user wrote, fit to be quoted in a message. */
    static String shown(String value) {
        String flat = value.replaceAll("\\p{Cntrl}", "?");
        return flat.length() <= 60 ? flat : flat.substring(0, 57) + "...";
    }
}

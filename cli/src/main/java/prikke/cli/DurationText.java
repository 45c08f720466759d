package prikke.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import prikke.core.schedule.Durations;
import prikke.core.schedule.ScheduleException;

/** Durations as they are typed and shown: {@code 1h30m}. */
public final class DurationText implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String typed) {
        try {
            Duration duration = Durations.parse(typed);
            if (duration.isNegative()) {
                throw new TypeConversionException("'" + typed + "' is less than nothing");
            }
            return duration;
        } catch (ScheduleException e) {
            throw new TypeConversionException("'" + typed + "' is not a duration, such as 30s or 1h30m");
        }
    }

    /** The API's {@code PT1H30M} as {@code 1h30m}; what is no ISO-8601 duration as it is. */
    public static String shortForm(String iso) {
        try {
            return Durations.shortForm(Duration.parse(iso));
        } catch (DateTimeParseException e) {
            return iso;
        }
    }
}

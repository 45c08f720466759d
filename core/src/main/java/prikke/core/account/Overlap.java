package prikke.core.account;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.schedule.Durations;
import prikke.core.schedule.ScheduleException;

/** How long what is rotated goes on to hold beside its successor, so that those who have it can be told. */
final class Overlap {
    static final Duration USUAL = Duration.ofHours(24);
    static final Duration LONGEST = Duration.ofDays(30);

    private Overlap() {}

    /**
     * @param text such as {@code 1h} or {@code PT0S}; 24 hours when null
     */
    static Duration of(@Nullable String text, Faults faults) {
        if (text == null) return USUAL;
        try {
            Duration overlap = Durations.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST) <= 0) return overlap;
            faults.add("overlap", "out_of_range", "must be a duration from 0s to 30d; this one is " + text);
        } catch (ScheduleException e) {
            for (ScheduleException.Fault fault : e.faults()) faults.add("overlap", fault.code(), fault.message());
        }
        return USUAL;
    }
}

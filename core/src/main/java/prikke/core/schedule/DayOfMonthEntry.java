package prikke.core.schedule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The entries that only the day-of-month can have: {@code L}, {@code L-3}, {@code LW}, {@code 15W}. */
record DayOfMonthEntry(FieldParser parser) {

    /** The days, or null where the entry is an ordinary one. */
    @Nullable
    FieldSet parse(String entry) {
        String upper = entry.toUpperCase(Locale.ROOT);
        if (upper.equals("L")) {
            return new FieldSet(0, false, false, 1, 0, 0);
        }
        if (upper.equals("LW") || upper.equals("WL")) {
            return new FieldSet(0, false, false, 0, 1, 0);
        }
        if (upper.startsWith("L-")) {
            int before = FieldParser.number(upper.substring(2));
            if (before < 0 || before > 30) {
                throw parser.syntax("has '" + entry + "'; after L- comes a number of days from 0 to 30");
            }
            return new FieldSet(0, false, false, 1L << before, 0, 0);
        }
        if (upper.endsWith("W")) {
            int day = FieldParser.number(upper.substring(0, upper.length() - 1));
            if (day < 1 || day > 31) {
                throw parser.syntax("has '" + entry + "'; before W comes one day from 1 to 31, or L");
            }
            return new FieldSet(0, false, false, 0, 1L << day, 0);
        }
        return null;
    }
}

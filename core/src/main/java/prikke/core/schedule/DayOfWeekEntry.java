package prikke.core.schedule;

import org.jspecify.annotations.Nullable;

/** The entries that only the day-of-week can have: {@code MON#2}, {@code FRIL}. */
record DayOfWeekEntry(FieldParser parser) {

    /** The days, or null where the entry is an ordinary one. */
    @Nullable
    FieldSet parse(String entry) {
        int hash = entry.indexOf('#');
        if (hash >= 0) {
            int nth = FieldParser.number(entry.substring(hash + 1));
            if (nth < 1 || nth > 5) {
                throw parser.syntax("has '" + entry + "'; after # comes which one of the month, from 1 to 5");
            }
            int day = parser.value(entry.substring(0, hash), entry) % 7;
            return new FieldSet(0, false, false, 0, 0, 1L << (7 * (nth - 1) + day));
        }
        if (entry.equalsIgnoreCase("L")) {
            throw parser.syntax("has L without a day; write which one is meant, such as FRIL");
        }
        if (entry.endsWith("L") || entry.endsWith("l")) {
            int day = parser.value(entry.substring(0, entry.length() - 1), entry) % 7;
            return new FieldSet(0, false, false, 1L << day, 0, 0);
        }
        return null;
    }
}

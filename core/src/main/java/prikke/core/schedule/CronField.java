package prikke.core.schedule;

import java.util.List;

/** The fields of a cron expression, with their bounds and names. */
enum CronField {
    SECOND("second", "seconds", 0, 59),
    MINUTE("minute", "minutes", 0, 59),
    HOUR("hour", "hours", 0, 23),
    DAY_OF_MONTH("day-of-month", "days of the month", 1, 31),
    MONTH("month", "months", 1, 12),
    DAY_OF_WEEK("day-of-week", "days of the week", 0, 7);

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    final String label;
    final String plural;
    final int min;
    final int max;

    CronField(String label, String plural, int min, int max) {
        this.label = label;
        this.plural = plural;
        this.min = min;
        this.max = max;
    }

    /** How many different values there are; the two names of Sunday are one. */
    int size() {
        return this == DAY_OF_WEEK ? 7 : max - min + 1;
    }

    /** The last value that a wildcard or an open step reaches. */
    int last() {
        return this == DAY_OF_WEEK ? 6 : max;
    }

    /** The values in words: "hours go from 0 to 23". */
    String bounds() {
        return plural + " go from " + min + " to " + max
                + switch (this) {
                    case DAY_OF_WEEK -> " (0 and 7 are Sunday) or SUN to SAT";
                    case MONTH -> " or JAN to DEC";
                    default -> "";
                };
    }

    /** The names of the values, from the first on; none for most fields. */
    List<String> names() {
        return switch (this) {
            case MONTH -> MONTHS;
            case DAY_OF_WEEK -> WEEKDAYS;
            default -> List.of();
        };
    }

    /** The value of a name, or -1. */
    int named(String text) {
        for (int i = 0; i < names().size(); i++) {
            if (names().get(i).equalsIgnoreCase(text)) {
                return min + i;
            }
        }
        return -1;
    }
}

package prikke.core.schedule;

/** Reads one field of a cron expression: a comma-separated list of entries. */
final class FieldParser {

    private final CronField field;
    private final String text;
    private final long hashSeed;

    FieldParser(CronField field, String text, long hashSeed) {
        this.field = field;
        this.text = text;
        this.hashSeed = hashSeed;
    }

    FieldSet parse() {
        FieldSet set = FieldSet.of(0);
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            if (start == end) {
                throw syntax("has an empty entry in '" + text + "'");
            }
            set = set.or(entry(text.substring(start, end)));
            start = end + 1;
        }
        return set;
    }

    private FieldSet entry(String entry) {
        if (entry.startsWith("H") || entry.startsWith("h")) {
            return new HashedEntry(this, field, entry, hashSeed).parse();
        }
        FieldSet special = switch (field) {
            case DAY_OF_MONTH -> new DayOfMonthEntry(this).parse(entry);
            case DAY_OF_WEEK -> new DayOfWeekEntry(this).parse(entry);
            default -> null;
        };
        return special != null ? special : plain(entry);
    }

    /** {@code *}, {@code 5}, {@code 5-10}, each with or without {@code /step}; {@code 5/10} runs on to the end. */
    private FieldSet plain(String entry) {
        int slash = entry.indexOf('/');
        String base = slash < 0 ? entry : entry.substring(0, slash);
        int step = slash < 0 ? 1 : step(entry, entry.substring(slash + 1));
        if (base.equals("*") || base.equals("?")) {
            if (base.equals("?") && field != CronField.DAY_OF_MONTH && field != CronField.DAY_OF_WEEK) {
                throw syntax("has ?, which only the day-of-month and the day-of-week can have; use *");
            }
            return new FieldSet(FieldSet.range(field.min, field.last(), step), true, slash >= 0, 0, 0, 0);
        }
        int dash = base.indexOf('-', 1);
        int low = value(dash < 0 ? base : base.substring(0, dash), entry);
        int high = low;
        if (dash >= 0) {
            high = value(base.substring(dash + 1), entry);
            high = high == 0 && low > 0 && field == CronField.DAY_OF_WEEK ? 7 : high;
        } else if (slash >= 0) {
            high = Math.max(low, field.last());
        }
        if (low > high) {
            throw syntax("has " + base + ", which runs backwards; write it as " + forwards(base, dash));
        }
        return new FieldSet(sundays(FieldSet.range(low, high, step)), false, slash >= 0, 0, 0, 0);
    }

    private String forwards(String base, int dash) {
        boolean named = field.named(base.substring(0, dash)) >= 0;
        String first = named ? field.names().getFirst() : Integer.toString(field.min);
        String last = named ? field.names().getLast() : Integer.toString(field.last());
        String low = base.substring(0, dash);
        String high = base.substring(dash + 1);
        return (low.equals(last) ? last : low + "-" + last) + "," + (high.equals(first) ? first : first + "-" + high);
    }

    /** Seven is another name of Sunday, 0. */
    private long sundays(long bits) {
        return field == CronField.DAY_OF_WEEK ? (bits | (bits >>> 7)) & 0x7f : bits;
    }

    int step(String entry, String digits) {
        int step = number(digits);
        if (step <= 0) {
            throw syntax("has '" + entry + "'; after the / comes a step of 1 or more");
        }
        if (step > field.size()) {
            throw new ScheduleException(
                    "cron",
                    "out_of_range",
                    "the " + field.label + " field has a step of " + digits + "; there are only " + field.size() + " "
                            + field.plural);
        }
        return step;
    }

    /** A number or name within the field's bounds. */
    int value(String word, String entry) {
        int number = number(word);
        int value = number >= 0 ? number : field.named(word);
        if (value < 0) {
            throw syntax("has '" + entry + "'; expected " + expected());
        }
        if (value < field.min || value > field.max) {
            throw new ScheduleException(
                    "cron", "out_of_range", "the " + field.label + " field has " + word + "; " + field.bounds());
        }
        return value;
    }

    private String expected() {
        return switch (field) {
            case MONTH -> "a month (1 to 12 or JAN to DEC), *, a range such as 6-8, a list or a step such as */3";
            case DAY_OF_MONTH ->
                "a day (1 to 31), *, a range such as 1-7, a list, a step such as */2, L, L-3, LW or 15W";
            case DAY_OF_WEEK ->
                "a day (0 to 7 or SUN to SAT), *, a range such as MON-FRI, a list, a step, MON#2 or FRIL";
            default ->
                "a number from " + field.min + " to " + field.max
                        + ", *, a range such as 10-20, a list or a step such as */5";
        };
    }

    /** Its value if it is all digits, else -1; more than nine digits are as good as infinity. */
    static int number(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = Math.min(value * 10 + (c - '0'), 99_999_999);
        }
        return value;
    }

    ScheduleException syntax(String complaint) {
        return new ScheduleException("cron", "syntax", "the " + field.label + " field " + complaint);
    }
}

package prikke.core.schedule;

/**
 * The days that match: day of month, month and day of week together. When both day fields are restricted, either
 * matches; when one of them has a {@code *}, both must, as crontab(5) has it.
 */
record Days(FieldSet dayOfMonth, long months, FieldSet dayOfWeek) {

    /** Bit d is set for each matching day d of the month. The month's own bit in {@code months} is not looked at. */
    long in(int length, int weekdayOfFirst) {
        long byMonth = byDayOfMonth(length, weekdayOfFirst);
        long byWeek = byDayOfWeek(length, weekdayOfFirst);
        return either() ? byMonth | byWeek : byMonth & byWeek;
    }

    boolean either() {
        return !dayOfMonth.wildcard() && !dayOfWeek.wildcard();
    }

    private long byDayOfMonth(int length, int weekdayOfFirst) {
        long all = ((1L << (length + 1)) - 2);
        long days = dayOfMonth.values() & all;
        for (long rest = dayOfMonth.last(); rest != 0; rest &= rest - 1) {
            int day = length - Long.numberOfTrailingZeros(rest);
            days |= day >= 1 ? 1L << day : 0;
        }
        for (long rest = dayOfMonth.nearest(); rest != 0; rest &= rest - 1) {
            int day = Long.numberOfTrailingZeros(rest);
            if (day <= length) {
                days |= 1L << nearestWeekday(day == 0 ? length : day, length, weekdayOfFirst);
            }
        }
        return days;
    }

    /** Monday to Friday, as near as can be to the day without leaving the month. */
    private static int nearestWeekday(int day, int length, int weekdayOfFirst) {
        return switch ((weekdayOfFirst + day - 1) % 7) {
            case 6 -> day == 1 ? 3 : day - 1;
            case 0 -> day == length ? day - 2 : day + 1;
            default -> day;
        };
    }

    private long byDayOfWeek(int length, int weekdayOfFirst) {
        long weekly = rotate(dayOfWeek.values(), weekdayOfFirst);
        long days = 0;
        for (int week = 0; week < 5; week++) {
            days |= (weekly | rotate((dayOfWeek.nth() >>> (7 * week)) & 0x7f, weekdayOfFirst)) << (7 * week + 1);
        }
        int lastWeek = length - 6;
        days |= rotate(dayOfWeek.last(), (weekdayOfFirst + lastWeek - 1) % 7) << lastWeek;
        return days & ((1L << (length + 1)) - 2);
    }

    /** A set of weekdays as a set of places in a week that begins on the given weekday. */
    private static long rotate(long weekdays, int begin) {
        return ((weekdays >>> begin) | (weekdays << (7 - begin))) & 0x7f;
    }
}

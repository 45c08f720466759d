package prikke.core.schedule;

import static prikke.core.schedule.TimeLine.NONE;

import java.time.LocalDate;

/**
 * The local date-times that match a cron expression, on a calendar without a time zone. A local date-time is the number
 * of seconds from 1970-01-01T00:00, as if in UTC.
 */
record LocalTimes(TimeOfDay time, Days days) {

    private static final int DAY = 86_400;
    /** After 400 years the Gregorian calendar repeats, weekdays included. */
    private static final int CYCLE = 400;

    /** The first matching date-time at or after the given one, or {@link TimeLine#NONE}. */
    long next(long from) {
        long today = Math.floorDiv(from, DAY);
        long day = nextDay(today);
        if (day == today) {
            int second = time.next((int) Math.floorMod(from, (long) DAY));
            if (second >= 0) {
                return day * DAY + second;
            }
            day = nextDay(today + 1);
        }
        return day == NONE ? NONE : day * DAY + time.first();
    }

    boolean matches(long local) {
        return next(local) == local;
    }

    /** How many matching date-times there are from {@code from} on and before {@code to}. */
    long count(long from, long to) {
        if (to <= from) {
            return 0;
        }
        long first = Math.floorDiv(from, DAY);
        long last = Math.floorDiv(to, DAY);
        return countDays(first, last) * time.count()
                + (nextDay(last) == last ? time.countBefore((int) Math.floorMod(to, (long) DAY)) : 0)
                - (nextDay(first) == first ? time.countBefore((int) Math.floorMod(from, (long) DAY)) : 0);
    }

    private long nextDay(long from) {
        LocalDate date = LocalDate.ofEpochDay(from);
        int year = date.getYear();
        int month = date.getMonthValue();
        long daysLeft = -1L << date.getDayOfMonth();
        for (int last = year + CYCLE; year <= last; ) {
            long monthsLeft = days.months() & (-1L << month);
            if (monthsLeft == 0) {
                year++;
                month = 1;
                daysLeft = -1L;
                continue;
            }
            int matching = Long.numberOfTrailingZeros(monthsLeft);
            daysLeft = matching == month ? daysLeft : -1L;
            month = matching;
            LocalDate begin = LocalDate.of(year, month, 1);
            long found = matching(begin) & daysLeft;
            if (found != 0) {
                return begin.toEpochDay() + Long.numberOfTrailingZeros(found) - 1;
            }
            month++;
            daysLeft = -1L;
        }
        return NONE;
    }

    private long countDays(long from, long to) {
        long count = 0;
        LocalDate begin = LocalDate.ofEpochDay(from).withDayOfMonth(1);
        for (; begin.toEpochDay() < to; begin = begin.plusMonths(1)) {
            if (((days.months() >>> begin.getMonthValue()) & 1) != 0) {
                count += Long.bitCount(matching(begin) & between(from - begin.toEpochDay(), to - begin.toEpochDay()));
            }
        }
        return count;
    }

    /** The days of a month from the given distance to its first day on, and before the other. */
    private static long between(long from, long to) {
        long notBefore = from <= 0 ? -1L : -1L << (from + 1);
        return to >= 31 ? notBefore : notBefore & ((1L << (to + 1)) - 1);
    }

    private long matching(LocalDate begin) {
        return days.in(begin.lengthOfMonth(), begin.getDayOfWeek().getValue() % 7);
    }
}

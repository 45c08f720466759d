package prikke.core.schedule;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Refuses the dates that no year has, such as the 30th of February. */
final class NeverMatches {

    private NeverMatches() {}

    /** Every month of every length that begins on every weekday comes in each 400 years, so trying them all decides. */
    static void check(Days days, String dayOfMonth, String dayOfWeek) {
        for (long rest = days.months(); rest != 0; rest &= rest - 1) {
            int longest = Month.of(Long.numberOfTrailingZeros(rest)).maxLength();
            int shortest = Month.of(Long.numberOfTrailingZeros(rest)).minLength();
            for (int first = 0; first < 7; first++) {
                if (days.in(longest, first) != 0 || days.in(shortest, first) != 0) {
                    return;
                }
            }
        }
        throw CronParser.refusal("never_matches", reason(days, dayOfMonth, dayOfWeek));
    }

    private static String reason(Days days, String dayOfMonth, String dayOfWeek) {
        String months = Words.list(monthNames(days.months()), "or");
        FieldSet set = days.dayOfMonth();
        if (set.values() != 0 && set.last() == 0 && set.nearest() == 0) {
            List<String> numbers = Words.numbers(set.values());
            return numbers.size() == 1
                    ? "day " + numbers.getFirst() + " never comes in " + months
                    : "days " + Words.list(numbers, "and") + " never come in " + months;
        }
        return "day-of-month " + dayOfMonth + " with day-of-week " + dayOfWeek + " never comes in " + months;
    }

    private static List<String> monthNames(long months) {
        List<String> names = new ArrayList<>();
        for (long rest = months; rest != 0; rest &= rest - 1) {
            names.add(Words.month(Long.numberOfTrailingZeros(rest)));
        }
        return names;
    }
}

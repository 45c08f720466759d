package prikke.core.schedule;

import java.time.Month;
import java.util.ArrayList;
import java.util.List;

/** Refuses the dates that no year has, such as the 30th of February. */
final class NeverMatches {

    private static final FieldSet ANY = new FieldSet(0b1111111, true, false, 0, 0, 0);

    private NeverMatches() {}

    static void check(Days days, String dayOfMonth, String dayOfWeek) {
        if (ever(days)) {
            return;
        }
        String months = Words.list(monthNames(days.months()), "or");
        FieldSet set = days.dayOfMonth();
        boolean plain = set.values() != 0 && set.last() == 0 && set.nearest() == 0;
        throw CronParser.refusal(
                "never_matches",
                ever(new Days(set, days.months(), ANY))
                        ? "no day of " + months + " is both " + dayOfMonth + " by day-of-month and " + dayOfWeek
                                + " by day-of-week"
                        : (plain ? numbers(set.values()) : "day-of-month " + dayOfMonth + " never comes") + " in "
                                + months);
    }

    /** Every month of every length begins on every weekday at some time in 400 years, so trying them all decides. */
    private static boolean ever(Days days) {
        for (long rest = days.months(); rest != 0; rest &= rest - 1) {
            Month month = Month.of(Long.numberOfTrailingZeros(rest));
            for (int first = 0; first < 7; first++) {
                if (days.in(month.maxLength(), first) != 0 || days.in(month.minLength(), first) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String numbers(long days) {
        List<String> numbers = Words.numbers(days);
        return numbers.size() == 1
                ? "day " + numbers.getFirst() + " never comes"
                : "days " + Words.list(numbers, "and") + " never come";
    }

    private static List<String> monthNames(long months) {
        List<String> names = new ArrayList<>();
        for (long rest = months; rest != 0; rest &= rest - 1) {
            names.add(Words.month(Long.numberOfTrailingZeros(rest)));
        }
        return names;
    }
}

package prikke.core.schedule;

import java.util.ArrayList;
import java.util.List;

/** Lists, ordinals and names in plain English. */
final class Words {

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    private Words() {}

    /** "a", "a and b", "a, b and c". */
    static String list(List<String> items, String conjunction) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " " + conjunction + " " + items.getLast();
    }

    /** With a capital and a full stop. */
    static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    static List<String> numbers(long bits) {
        List<String> numbers = new ArrayList<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            numbers.add(Integer.toString(Long.numberOfTrailingZeros(rest)));
        }
        return numbers;
    }

    /** 1 is January. */
    static String month(int number) {
        return MONTHS.get(number - 1);
    }

    /** 0 is Sunday. */
    static String weekday(int number) {
        return WEEKDAYS.get(number);
    }

    /** "1st", "2nd", "3rd", "4th", "11th". */
    static String ordinal(int number) {
        if (number % 100 >= 11 && number % 100 <= 13) {
            return number + "th";
        }
        return number
                + switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }
}

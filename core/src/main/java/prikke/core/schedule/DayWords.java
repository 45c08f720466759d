package prikke.core.schedule;

import java.util.ArrayList;
import java.util.List;

/** The days in words, as they follow a time: "on weekdays", "on the 1st of January". */
final class DayWords {

    private static final List<String> NTH = List.of("first", "second", "third", "fourth", "fifth");
    private static final long WEEKDAYS = 0b0111110;
    private static final long WEEKEND = 0b1000001;
    private static final long WEEK = 0b1111111;

    private final Days days;
    private final FieldSet byMonth;
    private final FieldSet byWeek;
    private final Values months;

    DayWords(Days days) {
        this.days = days;
        this.byMonth = days.dayOfMonth();
        this.byWeek = days.dayOfWeek();
        this.months = new Values(days.months(), 1, 12);
    }

    /** Whether no day is left out but by its month. */
    boolean everyDay() {
        return anyOfMonth() && anyOfWeek();
    }

    private boolean anyOfMonth() {
        return byMonth.wildcard() && Long.bitCount(byMonth.values()) == 31;
    }

    private boolean anyOfWeek() {
        return byWeek.wildcard() && byWeek.values() == WEEK;
    }

    /** Empty where every day is meant. */
    String text() {
        if (everyDay()) {
            return months.all() ? "" : inMonths();
        }
        if (anyOfMonth()) {
            return onWeekdays();
        }
        if (anyOfWeek()) {
            return onDaysOfMonth();
        }
        return days.either()
                ? onDaysOfMonth() + " and " + onWeekdays()
                : onDaysOfMonth() + " if it is " + Words.list(aWeekday(), "or");
    }

    private String inMonths() {
        return months.step() == 1 && months.count() > 2
                ? "from " + Words.month(months.first()) + " to " + Words.month(months.last())
                : "in " + monthList();
    }

    private String ofMonths() {
        return " of " + (months.all() ? "every month" : monthList());
    }

    private String monthList() {
        List<String> names = new ArrayList<>();
        for (int month : months.list()) {
            names.add(Words.month(month));
        }
        return Words.list(names, "and");
    }

    private String onDaysOfMonth() {
        List<String> parts = new ArrayList<>();
        if (byMonth.values() != 0) {
            addNumbers(parts, new Values(byMonth.values(), 1, 31));
        }
        for (int before : bits(byMonth.last())) {
            parts.add(
                    switch (before) {
                        case 0 -> "the last day";
                        case 1 -> "the day before the last day";
                        default -> "the " + Words.ordinal(before) + " day before the last day";
                    });
        }
        for (int day : bits(byMonth.nearest())) {
            parts.add(day == 0 ? "the last weekday" : "the weekday nearest the " + Words.ordinal(day));
        }
        boolean run = parts.size() == 1
                && parts.getFirst().contains(" to ")
                && !parts.getFirst().startsWith("every");
        return (run ? "from " : "on ") + Words.list(parts, "and") + ofMonths();
    }

    private static void addNumbers(List<String> parts, Values values) {
        List<String> ordinals = new ArrayList<>();
        for (int day : values.list()) {
            ordinals.add(Words.ordinal(day));
        }
        if (values.step() == 0 || (values.step() > 1 && values.count() < 4)) {
            parts.add("the " + ordinals.getFirst());
            parts.addAll(ordinals.subList(1, ordinals.size()));
            return;
        }
        String every = values.step() == 1 ? "" : "every " + Words.ordinal(values.step()) + " day from ";
        boolean open = values.step() > 1 && values.last() + values.step() > 31;
        parts.add(every + "the " + ordinals.getFirst() + (open ? "" : " to the " + ordinals.getLast()));
    }

    private String onWeekdays() {
        List<String> parts = new ArrayList<>(weekly());
        List<String> ofMonth = weeksOfMonth();
        String suffix = ofMonth.isEmpty() ? (months.all() ? "" : " " + inMonths()) : ofMonths();
        boolean phrase = byWeek.values() == WEEK
                || (parts.size() == 1 && parts.getFirst().startsWith("from "));
        if (ofMonth.isEmpty() && phrase) {
            return parts.getFirst() + suffix;
        }
        parts.addAll(ofMonth);
        return "on " + Words.list(parts, "and") + suffix;
    }

    private List<String> weekly() {
        long values = byWeek.values();
        if (values == WEEKDAYS) {
            return List.of("weekdays");
        }
        if (values == WEEKEND) {
            return List.of("weekends");
        }
        if (values == WEEK) {
            return List.of("every day");
        }
        int begin = runBegin(values);
        if (begin >= 0 && byWeek.nth() == 0 && byWeek.last() == 0) {
            int end = (begin + Long.bitCount(values) - 1) % 7;
            return List.of("from " + Words.weekday(begin) + " to " + Words.weekday(end));
        }
        List<String> names = new ArrayList<>();
        for (int day : mondayFirst(values)) {
            names.add(Words.weekday(day) + "s");
        }
        return names;
    }

    /** The first of four days or more that follow each other around the week, or -1. */
    private static int runBegin(long values) {
        int length = Long.bitCount(values);
        for (int begin = 0; begin < 7 && length > 3; begin++) {
            long run = ((1L << length) - 1) << begin;
            if (((run | (run >>> 7)) & WEEK) == values) {
                return begin;
            }
        }
        return -1;
    }

    private List<String> weeksOfMonth() {
        List<String> parts = new ArrayList<>();
        for (int bit : bits(byWeek.nth())) {
            parts.add("the " + NTH.get(bit / 7) + " " + Words.weekday(bit % 7));
        }
        for (int day : mondayFirst(byWeek.last())) {
            parts.add("the last " + Words.weekday(day));
        }
        return parts;
    }

    private List<String> aWeekday() {
        List<String> parts = new ArrayList<>();
        for (int day : mondayFirst(byWeek.values())) {
            parts.add("a " + Words.weekday(day));
        }
        parts.addAll(weeksOfMonth());
        return parts;
    }

    private static List<Integer> mondayFirst(long weekdays) {
        List<Integer> days = bits(weekdays);
        if (!days.isEmpty() && days.getFirst() == 0) {
            days.addLast(days.removeFirst());
        }
        return days;
    }

    private static List<Integer> bits(long bits) {
        return new Values(bits, 0, 63).list();
    }
}

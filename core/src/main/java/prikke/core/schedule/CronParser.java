package prikke.core.schedule;

import java.util.ArrayList;
import java.util.List;
import prikke.core.schedule.ScheduleException.Fault;

/** Splits an expression into its fields, has each read, and puts them together. */
final class CronParser {

    /** Long enough for every real expression, short enough that none can be a burden. */
    private static final int MAX_LENGTH = 255;

    /** The result: the text with single spaces, the matching times, and whether they keep to elapsed time. */
    record Parsed(String text, LocalTimes times, boolean elapsed) {}

    private CronParser() {}

    static Parsed parse(String expression, long hashSeed) {
        if (expression.length() > MAX_LENGTH) {
            throw refusal(
                    "out_of_range",
                    "a cron expression is at most " + MAX_LENGTH + " characters long; this one has "
                            + expression.length());
        }
        List<String> words = words(expression);
        if (!words.isEmpty() && words.getFirst().startsWith("@")) {
            words.addAll(0, words(Nicknames.expand(expression.strip())));
            return fields(words.subList(0, 5), expression.strip(), hashSeed);
        }
        if (words.size() != 5 && words.size() != 6) {
            throw refusal("syntax", wrongCount(words.size()));
        }
        return fields(words, String.join(" ", words), hashSeed);
    }

    private static String wrongCount(int count) {
        return "a cron expression has 5 fields (minute hour day-of-month month day-of-week), or 6 with leading"
                + " seconds; this one has " + count + (count == 7 ? " (there is no year field)" : "");
    }

    private static Parsed fields(List<String> words, String text, long hashSeed) {
        List<Fault> faults = new ArrayList<>();
        CronField[] kinds = CronField.values();
        int missing = kinds.length - words.size();
        FieldSet[] sets = new FieldSet[kinds.length];
        sets[0] = FieldSet.ZERO;
        for (int i = missing; i < kinds.length; i++) {
            try {
                sets[i] = new FieldParser(kinds[i], words.get(i - missing), hashSeed).parse();
            } catch (ScheduleException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new ScheduleException(faults);
        }
        Days days = new Days(sets[3], sets[4].values(), sets[5]);
        NeverMatches.check(days, words.get(3 - missing), words.get(5 - missing));
        TimeOfDay time = new TimeOfDay(sets[2].values(), sets[1].values(), sets[0].values());
        return new Parsed(text, new LocalTimes(time, days), elapsed(sets[1]) || elapsed(sets[2]));
    }

    private static boolean elapsed(FieldSet set) {
        return set.wildcard() || set.stepped();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || text.charAt(i) <= ' ';
            if (blank && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            } else if (!blank && start < 0) {
                start = i;
            }
        }
        return words;
    }

    static ScheduleException refusal(String code, String message) {
        return new ScheduleException("cron", code, message);
    }
}

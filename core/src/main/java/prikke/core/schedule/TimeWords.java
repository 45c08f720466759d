package prikke.core.schedule;

import java.util.ArrayList;
import java.util.List;

/** The times of day in words. */
final class TimeWords {

    /** As many times as are still listed one by one. */
    private static final int FEW = 6;

    private final Values hours;
    private final Values minutes;
    private final Values seconds;

    TimeWords(TimeOfDay time) {
        hours = new Values(time.hours(), 0, 23);
        minutes = new Values(time.minutes(), 0, 59);
        seconds = new Values(time.seconds(), 0, 59);
    }

    /** Whether {@link #text} lists times of day and so leaves open on which days. */
    boolean timesOfDay() {
        return seconds.count() == 1 && listed();
    }

    private boolean listed() {
        boolean run = hours.count() == 1 && minutes.step() > 0 && minutes.count() > 3;
        return (hours.count() * minutes.count() <= FEW && !run)
                || (minutes.count() == 1 && hours.step() == 0 && !hours.all());
    }

    String text() {
        if (timesOfDay() || seconds.only(0)) {
            return byMinute();
        }
        boolean everyMinute = minutes.all() && hours.all();
        if (seconds.step() > 0 && !everyMinute && oneStretch()) {
            return everySecond(seconds.step()) + " from " + clock(hours.first(), minutes.first(), seconds.first())
                    + " to " + clock(hours.last(), minutes.last(), seconds.last());
        }
        if (seconds.cycle() > 0 && (seconds.first() == 0 || seconds.all())) {
            return everySecond(seconds.cycle()) + (everyMinute ? "" : " for one minute, " + lower(byMinute()));
        }
        String some = (seconds.step() > 0
                        ? everySecond(seconds.step()) + " from " + seconds.first() + " to " + seconds.last()
                        : "At " + numbers(seconds) + plural(" second", seconds))
                + " past ";
        return some + (everyMinute ? "every minute" : "the minute, " + lower(byMinute()));
    }

    /** Whether the seconds run on without a break from the first minute to the last: {@code *} 9-17 or 5 9. */
    private boolean oneStretch() {
        boolean whole = seconds.cycle() > 0 && minutes.all() && contiguous(hours);
        return whole || (minutes.count() == 1 && hours.count() == 1);
    }

    private String byMinute() {
        if (listed()) {
            return "At " + Words.list(times(), "and");
        }
        if (minutes.count() == 1) {
            return byHour(minutes.first());
        }
        boolean cycle = minutes.cycle() > 0;
        boolean from = (minutes.step() > 0 && hours.count() == 1) || (cycle && contiguous(hours) && !hours.all());
        if (from) {
            return everyMinute(cycle ? minutes.cycle() : minutes.step()) + " from "
                    + clock(hours.first(), minutes.first()) + " to " + clock(hours.last(), minutes.last());
        }
        if (cycle && minutes.first() == 0) {
            return everyMinute(minutes.cycle()) + (hours.all() ? "" : " of " + theHours());
        }
        return (minutes.step() > 0
                        ? everyMinute(minutes.step()) + " from " + minutes.first() + " to " + minutes.last()
                        : "At " + numbers(minutes) + plural(" minute", minutes))
                + " past " + pastHours();
    }

    private String byHour(int minute) {
        int step = hours.step();
        if (hours.all()) {
            return minute == 0 ? "Every hour" : "At " + minute + plural(" minute", minutes) + " past every hour";
        }
        String every = step == 1 ? "Every hour" : "Every " + step + " hours";
        if (hours.cycle() > 0 && hours.first() == 0 && minute == 0) {
            return every;
        }
        return every + " from " + clock(hours.first(), minute) + " to " + clock(hours.last(), minute);
    }

    private String theHours() {
        return hours.step() > 0 ? pastHours() : "the hours that begin at " + Words.list(wholeHours(), "and");
    }

    private String pastHours() {
        if (hours.all()) {
            return "every hour";
        }
        if (hours.step() == 0) {
            return Words.list(wholeHours(), "and");
        }
        String every = hours.step() == 1 ? "every hour" : "every " + Words.ordinal(hours.step()) + " hour";
        return every + " from " + clock(hours.first(), 0) + " to " + clock(hours.last(), 0);
    }

    private List<String> wholeHours() {
        List<String> times = new ArrayList<>();
        for (int hour : hours.list()) {
            times.add(clock(hour, 0));
        }
        return times;
    }

    private List<String> times() {
        List<String> times = new ArrayList<>();
        boolean whole = seconds.count() != 1 || seconds.only(0);
        for (int hour : hours.list()) {
            for (int minute : minutes.list()) {
                times.add(whole ? clock(hour, minute) : clock(hour, minute, seconds.first()));
            }
        }
        return times;
    }

    private static boolean contiguous(Values values) {
        return values.last() - values.first() + 1 == values.count();
    }

    private static String everyMinute(int step) {
        return step == 1 ? "Every minute" : "Every " + step + " minutes";
    }

    private static String everySecond(int step) {
        return step == 1 ? "Every second" : "Every " + step + " seconds";
    }

    private static String numbers(Values values) {
        return Words.list(Words.numbers(values.bits()), "and");
    }

    private static String plural(String noun, Values values) {
        return values.only(1) ? noun : noun + "s";
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String clock(int hour, int minute) {
        return two(hour) + ":" + two(minute);
    }

    private static String clock(int hour, int minute, int second) {
        return clock(hour, minute) + ":" + two(second);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}

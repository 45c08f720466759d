package prikke.core.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Reads one duration, short or ISO-8601, without regular expressions: it is on the way of a CLI start. */
final class DurationParser {

    private static final List<String> SHORT_UNITS = List.of("w", "d", "h", "m", "s", "ms");
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofDays(7),
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1));
    /** Keeps every later sum within bounds: ten thousand years. */
    private static final Duration LONGEST = Duration.ofDays(3_652_425);

    private final String field;
    private final String text;
    private final String body;
    private int at;
    private Duration total = Duration.ZERO;

    DurationParser(String field, String text) {
        this.field = field;
        this.text = text;
        this.body = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    }

    Duration parse() {
        if (body.startsWith("P") || body.startsWith("p")) {
            iso(body.toUpperCase(Locale.ROOT));
        } else {
            shortForm();
        }
        return text.startsWith("-") ? total.negated() : total;
    }

    private void shortForm() {
        int unit = -1;
        while (at < body.length() || unit < 0) {
            long[] number = number(body);
            int start = at;
            while (at < body.length() && body.charAt(at) >= 'a' && body.charAt(at) <= 'z') {
                at++;
            }
            unit = later(unit, SHORT_UNITS.indexOf(body.substring(start, at)));
            add(number, unit);
        }
    }

    private void iso(String upper) {
        int unit = -1;
        boolean time = false;
        at = 1;
        do {
            if (at < upper.length() && upper.charAt(at) == 'T' && !time) {
                time = true;
                at++;
            }
            long[] number = number(upper);
            char letter = at < upper.length() ? upper.charAt(at++) : ' ';
            int found = time
                    ? switch (letter) {
                        case 'H' -> 2;
                        case 'M' -> 3;
                        case 'S' -> 4;
                        default -> -1;
                    }
                    : switch (letter) {
                        case 'W' -> 0;
                        case 'D' -> 1;
                        default -> -1;
                    };
            unit = later(unit, found);
            add(number, unit);
        } while (at < upper.length());
    }

    /** The whole part, and the fraction in billionths. */
    private long[] number(String source) {
        int start = at;
        long whole = digits(source, 0);
        boolean any = at > start;
        long billionths = 0;
        if (at < source.length() && source.charAt(at) == '.') {
            int point = ++at;
            long fraction = digits(source, 0);
            int places = at - point;
            if (places < 1 || places > 9) {
                throw refusal();
            }
            billionths = fraction * (long) Math.pow(10, 9 - places);
        }
        if (!any) {
            throw refusal();
        }
        return new long[] {whole, billionths};
    }

    private long digits(String source, long value) {
        long result = value;
        for (; at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9'; at++) {
            result = Math.min(result * 10 + (source.charAt(at) - '0'), 999_999_999_999_999L);
        }
        return result;
    }

    /** Units come from large to small, each at most once. */
    private int later(int unit, int found) {
        if (found <= unit) {
            throw refusal();
        }
        return found;
    }

    private void add(long[] number, int unit) {
        Duration length = LENGTHS.get(unit);
        if (number[0] > LONGEST.dividedBy(length)) {
            throw new ScheduleException(field, "out_of_range", "'" + text + "' is longer than ten thousand years");
        }
        total = total.plus(length.multipliedBy(number[0]))
                .plus(length.multipliedBy(number[1]).dividedBy(1_000_000_000));
    }

    private ScheduleException refusal() {
        return new ScheduleException(
                field,
                "syntax",
                "'" + text + "' is not a duration; expected one such as 30s, 10m, 1h30m, 2d, 500ms or PT30S");
    }
}

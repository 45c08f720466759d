package prikke.core.run;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many executions of a queue may begin in a time.
 *
 * @param count from 1
 * @param per a second, a minute or an hour
 */
public record RateLimit(int count, Duration per) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/([smh])");
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    /**
     * Reads {@code 100/m}.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static RateLimit parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches() || Integer.parseInt(form.group(1)) == 0) {
            throw new IllegalArgumentException("a rate is a number from 1 and s, m or h, such as 10/s, 100/m or 5000/h");
        }
        return new RateLimit(Integer.parseInt(form.group(1)), UNITS.getOrDefault(form.group(2), Duration.ofMinutes(1)));
    }

    /** As users write it. */
    public String text() {
        return count + "/" + (per.toHours() > 0 ? "h" : per.toMinutes() > 0 ? "m" : "s");
    }
}

package prikke.daemon.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** How far back a page looks. */
public enum Lately {
    HOUR("1h", "Last hour", Duration.ofHours(1)),
    DAY("24h", "Last 24 hours", Duration.ofDays(1)),
    WEEK("7d", "Last 7 days", Duration.ofDays(7)),
    MONTH("30d", "Last 30 days", Duration.ofDays(30));

    private final String text;
    private final String label;
    private final Duration duration;

    Lately(String text, String label, Duration duration) {
        this.text = text;
        this.label = label;
        this.duration = duration;
    }

    /** The one that a link or a form names; a day where it names none. */
    public static Lately of(String text) {
        if (text.isEmpty()) return DAY;
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst().orElseThrow(() -> Pager.unknown("window", text));
    }

    /** When it begins. */
    public Instant before(Instant now) {
        return now.minus(duration);
    }

    public String text() {
        return text;
    }

    public String label() {
        return label;
    }

    /** As in "in the <em>last hour</em>". */
    public String words() {
        return label.toLowerCase(Locale.ROOT);
    }
}

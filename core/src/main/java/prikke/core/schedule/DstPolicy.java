package prikke.core.schedule;

import java.util.Locale;

/**
 * What becomes of a fixed time of day that does not exist on some day (the clocks go forward over it: a gap) or comes
 * twice (they go back: an overlap). Schedules that keep to elapsed time are not concerned; see the package's notes.
 */
public enum DstPolicy {
    /** In a gap once, at the first instant after it; in an overlap once, the first time. */
    CRONIE,
    /** In a gap not at all; in an overlap once, the first time. */
    SKIP,
    /** In a gap once, at the first instant after it; in an overlap both times. */
    BOTH;

    /** As written in the API: {@code cronie}, {@code skip}, {@code both}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package prikke.daemon.web;

import java.util.Arrays;
import java.util.Locale;

/** Light or dark, or as the browser would have it. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** The one so spelt, or else the browser's. */
    static Theme of(String text) {
        return Arrays.stream(values()).filter(theme -> theme.text().equals(text)).findFirst().orElse(SYSTEM);
    }

    /** As the cookie and the pages spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

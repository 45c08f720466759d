package prikke.core.run;

import java.util.Locale;

/** What made an execution. */
public enum Trigger {
    /** A recurring schedule came to an occurrence. */
    SCHEDULE,
    /** A one-off job. */
    ONCE,
    /** Somebody asked for a run now. */
    MANUAL,
    /** Somebody asked for an earlier execution again. */
    REPLAY;

    /** As the API and the database spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Trigger of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

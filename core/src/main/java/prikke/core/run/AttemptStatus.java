package prikke.core.run;

import java.util.Locale;

/** How an attempt stands or ended. */
public enum AttemptStatus {
    RUNNING,
    SUCCESS,
    FAILED,
    TIMEOUT,
    /** Its node died or hung before it could say; the target may or may not have been reached. */
    LOST;

    /** As the API and the database spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AttemptStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

package prikke.core.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where an execution stands. */
public enum ExecutionStatus {
    PENDING,
    RUNNING,
    RETRYING,
    SUCCESS,
    FAILED,
    TIMEOUT,
    MISSED,
    SKIPPED,
    CANCELLED;

    /** Whether nothing more will come of it. */
    public boolean ended() {
        return compareTo(SUCCESS) >= 0;
    }

    /** Whether it ended other than it was meant to, and by nobody's wish. */
    public boolean wentWrong() {
        return this == FAILED || this == TIMEOUT || this == MISSED;
    }

    /** As the API and the database spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every one so spelt, for messages. */
    public static String all() {
        return Arrays.stream(values()).map(ExecutionStatus::text).collect(Collectors.joining(", "));
    }

    /** The status so spelt, if there is one. */
    public static Optional<ExecutionStatus> parse(String text) {
        for (ExecutionStatus status : values()) if (status.text().equals(text)) return Optional.of(status);
        return Optional.empty();
    }

    static ExecutionStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

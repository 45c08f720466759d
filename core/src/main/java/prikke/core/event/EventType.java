package prikke.core.event;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may happen. */
public enum EventType {
    /** An attempt has begun. Told of while somebody listens, and of no use once it is over: others are told of for certain. */
    EXECUTION_STARTED(1),
    /** An attempt has failed or was lost, and there will be another. */
    EXECUTION_RETRYING(2),
    EXECUTION_SUCCEEDED(3),
    EXECUTION_FAILED(4),
    EXECUTION_TIMED_OUT(5),
    EXECUTION_MISSED(6),
    EXECUTION_SKIPPED(7),
    EXECUTION_CANCELLED(8),
    JOB_CREATED(20),
    JOB_UPDATED(21),
    JOB_PAUSED(22),
    JOB_RESUMED(23),
    JOB_DELETED(24);

    private static final int CODES = 32;

    private final int code;
    private final String text;

    EventType(int code) {
        this.code = code;
        this.text = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }

    /** As the API spells it: {@code execution.timed_out}. */
    public String text() {
        return text;
    }

    /** What it happens to: {@code execution} or {@code job}. */
    public String noun() {
        return text.substring(0, text.indexOf('.'));
    }

    /** Whether it happens to executions; else it does to jobs. */
    public boolean ofExecution() {
        return noun().equals("execution");
    }

    /** As it is stored, for good. */
    int code() {
        return code;
    }

    static Optional<EventType> ofCode(int code) {
        return code < 0 || code >= CODES ? Optional.empty() : Optional.ofNullable(ByCode.TYPES[code]);
    }

    /** Those that a text names: one as the API spells it, or all of a noun ({@code job}, {@code job.*}); none where it names nothing. */
    public static Set<EventType> named(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text.equals(text) || type.noun().equals(text) || (type.noun() + ".*").equals(text))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventType.class)));
    }

    private static final class ByCode {
        static final EventType[] TYPES = new EventType[CODES];

        static {
            for (EventType type : values()) TYPES[type.code] = type;
        }
    }
}

package prikke.daemon;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line an event: {@code 2026-01-02T03:04:05.678Z INFO event=request method=GET path=/version status=200}. Prikke's
 * own messages are an event and its keys and values already; those of libraries are prose, and become the value of a
 * key.
 */
final class LogFormat extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int FRAMES = 8;
    private static final int MOST_CAUSES = 5;

    @Override
    public String format(LogRecord event) {
        Instant time = event.getInstant();
        return TIME.format(time) + " " + level(event.getLevel()) + " " + message(event) + failure(event.getThrown())
                + "\n";
    }

    private String message(LogRecord event) {
        String message = formatMessage(event);
        String logger = String.valueOf(event.getLoggerName());
        return logger.startsWith("prikke.")
                ? oneLine(message)
                : "event=log logger=" + logger + " message=" + quoted(message);
    }

    private static String failure(@Nullable Throwable thrown) {
        if (thrown == null) return "";
        List<Throwable> chain = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList();
        String causes = chain.stream()
                .skip(1)
                .map(cause -> " cause=" + quoted(cause.toString()))
                .collect(Collectors.joining());
        return " error=" + quoted(thrown.toString()) + causes + " at=" + quoted(frames(chain.getLast()));
    }

    private static String frames(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .limit(FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining(" < "));
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) return "ERROR";
        if (level.intValue() >= Level.WARNING.intValue()) return "WARN";
        return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static String quoted(String text) {
        return '"' + oneLine(text).replace("\"", "'") + '"';
    }

    /** Nobody who gets a text into the log shall get a line of their own. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(Character.isISOControl(c) ? ' ' : (char) c));
        return line.toString();
    }
}

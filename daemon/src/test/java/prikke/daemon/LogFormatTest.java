package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogFormatTest {
    private static final Instant TIME = Instant.parse("2030-01-02T03:04:05.678Z");

    @Test
    void an_event_is_a_line_of_time_level_keys_and_values() {
        assertThat(format("prikke.daemon.http.RequestLog", Level.INFO, "event=request status=200", null))
                .isEqualTo("2030-01-02T03:04:05.678Z INFO event=request status=200\n");
    }

    @Test
    void what_a_library_says_is_a_value() {
        assertThat(format("com.zaxxer.hikari.HikariPool", Level.WARNING, "said \"no\"", null))
                .isEqualTo("2030-01-02T03:04:05.678Z WARN event=log logger=com.zaxxer.hikari.HikariPool message=\"said"
                        + " 'no'\"\n");
    }

    @Test
    void nobody_gets_a_line_of_their_own_into_the_log() {
        String line = format(
                "prikke.x", Level.INFO, "event=request path=/a\r\n2030-01-01T00:00:00.000Z INFO event=forged", null);

        assertThat(line.strip().lines()).hasSize(1);
    }

    @Test
    void a_failure_and_its_causes_stay_on_the_line() {
        Exception failure = new IllegalStateException("outer\nline", new IllegalArgumentException("inner"));

        String line = format("prikke.x", Level.SEVERE, "event=broken", failure);

        assertThat(line)
                .contains(
                        "ERROR event=broken error=\"java.lang.IllegalStateException: outer line\"",
                        "cause=\"java.lang.IllegalArgumentException: inner\"",
                        "at=\"prikke.daemon.LogFormatTest.");
        assertThat(line.strip().lines()).hasSize(1);
    }

    private static String format(String logger, Level level, String message, @Nullable Throwable thrown) {
        LogRecord event = new LogRecord(level, message);
        event.setLoggerName(logger);
        event.setInstant(TIME);
        event.setThrown(thrown);
        return new LogFormat().format(event);
    }
}

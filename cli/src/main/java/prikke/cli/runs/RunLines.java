package prikke.cli.runs;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.LineFormat;
import prikke.cli.output.Times;
import prikke.core.api.ExecutionResponse;
import prikke.core.api.Json;

/** An execution as a line: for a reader the time of day and what matters first, for a program columns that stay where they are. */
final class RunLines implements LineFormat<ExecutionResponse> {
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int STATUS_WIDTH = 9;

    @Override
    public Line line(ExecutionResponse run, boolean forReader) {
        Instant at = at(run);
        String time = forReader ? TIME_OF_DAY.format(at.atZone(ZoneId.systemDefault())) : Json.instant(at);
        String job = run.jobKey() == null ? "-" : run.jobKey();
        return new Line(time + "  ", padded(run.status(), STATUS_WIDTH), "  " + run.id() + "  " + job + details(run));
    }

    /** When it came to what it says. */
    private static Instant at(ExecutionResponse run) {
        if (run.finishedAt() != null) return run.finishedAt();
        return run.startedAt() == null ? run.scheduledFor() : run.startedAt();
    }

    private static String details(ExecutionResponse run) {
        String code = run.statusCode() == null ? "" : "  " + run.statusCode();
        String took = run.durationMs() == null ? "" : "  " + Times.millis(run.durationMs());
        return code + took + text(run.maxAttempts() > 1 && run.attempts() > 1 ? "attempt " + run.attempts() + " of " + run.maxAttempts() : null)
                + text(run.errorMessage() == null ? run.errorCode() : run.errorMessage()) + text(run.reason());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : "  " + text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}

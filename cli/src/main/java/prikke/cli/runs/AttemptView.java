package prikke.cli.runs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Column;
import prikke.cli.output.Times;
import prikke.cli.output.View;
import prikke.core.api.AttemptResponse;

/** How an attempt is shown. */
final class AttemptView {
    private static final List<Column<AttemptResponse>> COLUMNS = List.of(
            Column.number("#", (attempt, times) -> Integer.toString(attempt.number())),
            Column.status("Status", (attempt, times) -> attempt.status()),
            Column.number("Code", (attempt, times) -> attempt.statusCode() == null ? null : attempt.statusCode().toString()),
            Column.instant("Sent", attempt -> attempt.sentAt()),
            Column.number("Took", (attempt, times) -> Times.millis(attempt.durationMs())),
            Column.text("Error", (attempt, times) -> error(attempt)));

    static final View<AttemptResponse> VIEW =
            new View<>(AttemptResponse.class, attempt -> Integer.toString(attempt.number()), COLUMNS, COLUMNS);

    private AttemptView() {}

    /** One line about an attempt that has just ended. */
    static String line(AttemptResponse attempt) {
        String code = attempt.statusCode() == null ? "" : " " + attempt.statusCode();
        String took = attempt.durationMs() == null ? "" : " in " + Times.millis(attempt.durationMs());
        String error = error(attempt);
        return "attempt " + attempt.number() + ": " + attempt.status() + code + took + (error == null ? "" : " (" + error + ")");
    }

    private static @Nullable String error(AttemptResponse attempt) {
        if (attempt.errorCode() == null) {
            return null;
        }
        return attempt.errorMessage() == null ? attempt.errorCode() : attempt.errorCode() + ": " + attempt.errorMessage();
    }
}

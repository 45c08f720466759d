package prikke.cli.runs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Column;
import prikke.cli.output.Times;
import prikke.cli.output.View;
import prikke.core.api.ExecutionResponse;

/** How an execution is shown. */
public final class RunView {
    private static final List<Column<ExecutionResponse>> COLUMNS = List.of(
            Column.whole("Id", (run, times) -> run.id().toString()),
            Column.text("Job", (run, times) -> run.jobKey()),
            Column.status("Status", (run, times) -> run.status()),
            Column.<ExecutionResponse>number("Code", (run, times) -> text(run.statusCode())).rank(1),
            Column.instant("Scheduled for", run -> run.scheduledFor()),
            Column.<ExecutionResponse>number("Late", (run, times) -> Times.millis(run.lagMs())).rank(3),
            Column.<ExecutionResponse>number("Took", (run, times) -> Times.millis(run.durationMs())).rank(2),
            Column.<ExecutionResponse>number("Attempts", (run, times) -> attempts(run)).rank(4));

    private static final List<Column<ExecutionResponse>> DETAILS = List.of(
            Column.text("Execution", (run, times) -> run.id().toString()),
            Column.text("Job", (run, times) -> run.jobKey() == null ? run.jobId().toString() : run.jobKey()),
            Column.status("Status", (run, times) -> run.status()),
            Column.text("Trigger", (run, times) -> run.trigger()),
            Column.instant("Due", run -> run.scheduledFor()),
            Column.text("Late", (run, times) -> Times.millis(run.lagMs())),
            Column.text("Took", (run, times) -> Times.millis(run.durationMs())),
            Column.text("Attempts", (run, times) -> attempts(run)),
            Column.instant("Next", run -> run.nextAttemptAt()),
            Column.text("Answer", (run, times) -> text(run.statusCode())),
            Column.text("Error", (run, times) -> error(run)),
            Column.text("Reason", (run, times) -> run.reason()));

    /** Lists and details of executions. */
    public static final View<ExecutionResponse> VIEW =
            new View<>(ExecutionResponse.class, run -> run.id().toString(), COLUMNS, DETAILS);

    private RunView() {}

    private static String attempts(ExecutionResponse run) {
        return run.attempts() + " of " + run.maxAttempts();
    }

    private static @Nullable String error(ExecutionResponse run) {
        return run.errorCode() == null ? null : run.errorCode() + (run.errorMessage() == null ? "" : ": " + run.errorMessage());
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}

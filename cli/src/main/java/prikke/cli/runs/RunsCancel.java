package prikke.cli.runs;

import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Ids;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.ExecutionResponse;

/** {@code prikke runs cancel}. */
@Command(
        name = "cancel",
        description = "Cancel an execution that has not begun or waits to be retried.",
        footer = {"", "Example:", "  prikke runs cancel 019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55"})
final class RunsCancel implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The execution.")
    String id = "";

    RunsCancel(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        UUID execution = Ids.parse(id, "an execution", "prikke runs list");
        Answer<ExecutionResponse> after = session.client().executions().cancel(execution);
        String sentence = after.value().ended() ? "Cancelled " + id + "." : "It runs already and is not broken off; it will not be tried again.";
        session.output().done(after, RunView.VIEW, sentence);
    }
}

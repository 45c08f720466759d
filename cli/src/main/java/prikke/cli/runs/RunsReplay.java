package prikke.cli.runs;

import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Ids;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.ExecutionResponse;

/** {@code prikke runs replay}. */
@Command(
        name = "replay",
        description = "Make the request of an execution again, as it was.",
        footer = {"", "Example:", "  prikke runs replay 019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55 --wait"})
final class RunsReplay implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The execution.")
    String id = "";

    @Mixin
    Wait wait = new Wait();

    RunsReplay(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ApiClient client = session.client();
        Answer<ExecutionResponse> again = client.executions().replay(Ids.parse(id, "an execution", "prikke runs list"));
        UUID execution = again.value().id();
        if (wait.asked()) return wait.forEnd(session, client, execution);
        session.output().done(again, RunView.VIEW, "Replayed as " + execution + ".");
        return ExitCodes.DONE;
    }
}

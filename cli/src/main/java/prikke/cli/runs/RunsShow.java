package prikke.cli.runs;

import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Ids;
import prikke.cli.Session;
import prikke.core.api.ApiClient;

/** {@code prikke runs show}. */
@Command(
        name = "show",
        description = "Show an execution, its attempts and the target's last answer.",
        footer = {"", "Example:", "  prikke runs show 019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55"})
final class RunsShow implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The execution.")
    String id = "";

    @Option(names = "--attempts", description = "Print only the attempts, with all that is kept of them.")
    boolean attempts;

    RunsShow(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        UUID execution = Ids.parse(id, "an execution", "prikke runs list");
        ApiClient client = session.client();
        if (attempts) {
            session.output().list(client.executions().attempts(execution).stream(), AttemptView.VIEW, "No attempts yet.");
        } else {
            RunReport.print(session.output(), client, client.executions().get(execution));
        }
    }
}

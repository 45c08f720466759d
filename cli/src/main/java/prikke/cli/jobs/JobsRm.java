package prikke.cli.jobs;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.ApiClient;

/** {@code prikke jobs rm}. */
@Command(
        name = "rm",
        description = "Remove jobs. It is not asked back.",
        footer = {"", "Example:", "  prikke jobs rm backup ping"})
final class JobsRm implements Runnable {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "KEY|ID", description = "The jobs.")
    List<String> idsOrKeys = List.of();

    JobsRm(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        for (String idOrKey : idsOrKeys) {
            client.jobs().delete(idOrKey);
            session.output().done(idOrKey, "Removed " + idOrKey + ".");
        }
    }
}

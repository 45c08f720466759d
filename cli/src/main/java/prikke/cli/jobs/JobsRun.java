package prikke.cli.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Session;
import prikke.cli.runs.RunView;
import prikke.cli.runs.Wait;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.EventFilter;
import prikke.core.api.EventStream;
import prikke.core.api.ExecutionResponse;

/** {@code prikke jobs run}. */
@Command(
        name = "run",
        description = "Run a job now, whatever its schedule.",
        footer = {
            "",
            "Examples:",
            "  prikke jobs run backup",
            "  prikke jobs run backup --wait=5m || echo 'the backup failed'"
        })
final class JobsRun implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "KEY|ID", description = "The job.")
    String idOrKey = "";

    @Mixin
    Wait wait = new Wait();

    @Option(names = "--follow", description = "Wait, and tell of each attempt as it begins and ends.")
    boolean follow;

    JobsRun(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ApiClient client = session.client();
        if (follow) return followed(client);
        Answer<ExecutionResponse> started = client.jobs().run(idOrKey);
        if (wait.asked()) return wait.forEnd(session, client, started.value().id());
        session.output()
                .done(started, RunView.VIEW, "Started " + idOrKey + ".\nIts execution: " + started.value().id());
        return ExitCodes.DONE;
    }

    /** It is listened before the job runs, or the beginning might be missed. */
    private int followed(ApiClient client) {
        try (EventStream events = client.events(new EventFilter(idOrKey, "execution", null))) {
            return wait.follow(session, client, client.jobs().run(idOrKey).value().id(), events);
        }
    }
}

package prikke.cli.queues;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;

/** {@code prikke queues purge}. */
@Command(
        name = "purge",
        description = "Cancel all that waits in a queue. It is not asked back.",
        footer = {"", "Example:", "  prikke queues purge reports"})
final class QueuesPurge implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The queue.")
    String name = "";

    QueuesPurge(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        int cancelled = session.client().queues().purge(name).value().cancelled();
        session.output().done(name, "Cancelled " + cancelled + (cancelled == 1 ? " execution" : " executions") + " that waited in " + name + ".");
    }
}

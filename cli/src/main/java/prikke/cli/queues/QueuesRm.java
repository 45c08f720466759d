package prikke.cli.queues;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;

/** {@code prikke queues rm}. */
@Command(
        name = "rm",
        description = "Forget how a queue is set up; what waits in it goes on, one at a time.",
        footer = {"", "Example:", "  prikke queues rm reports"})
final class QueuesRm implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The queue.")
    String name = "";

    QueuesRm(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.client().queues().delete(name);
        session.output().done(name, "Removed " + name + ".");
    }
}

package prikke.cli.queues;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;

/** {@code prikke queues resume}. */
@Command(
        name = "resume",
        description = "Release a queue.",
        footer = {"", "Example:", "  prikke queues resume reports"})
final class QueuesResume implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The queue.")
    String name = "";

    QueuesResume(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().done(session.client().queues().resume(name), QueueView.VIEW, "Resumed " + name + ".");
    }
}

package prikke.cli.queues;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;

/** {@code prikke queues pause}. */
@Command(
        name = "pause",
        description = "Hold a queue: nothing of it begins until it is resumed.",
        footer = {"", "Example:", "  prikke queues pause reports"})
final class QueuesPause implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The queue.")
    String name = "";

    QueuesPause(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().done(session.client().queues().pause(name), QueueView.VIEW, "Paused " + name + ".");
    }
}

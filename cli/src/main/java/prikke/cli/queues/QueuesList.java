package prikke.cli.queues;

import picocli.CommandLine.Command;
import prikke.cli.Session;

/** {@code prikke queues list}. */
@Command(
        name = "list",
        description = "List the queues that are set up or in use.",
        footer = {"", "Example:", "  prikke queues list"})
final class QueuesList implements Runnable {
    private final Session session;

    QueuesList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().list(session.client().queues().list().stream(), QueueView.VIEW,
                "No queues yet. A job names one: prikke jobs add … --queue reports");
    }
}

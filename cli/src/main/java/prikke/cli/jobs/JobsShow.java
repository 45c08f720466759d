package prikke.cli.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;

/** {@code prikke jobs show}. */
@Command(
        name = "show",
        description = "Show a job with all its settings.",
        footer = {"", "Example:", "  prikke jobs show backup"})
final class JobsShow implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "KEY|ID", description = "The job.")
    String idOrKey = "";

    JobsShow(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().one(session.client().jobs().get(idOrKey), JobView.VIEW);
    }
}

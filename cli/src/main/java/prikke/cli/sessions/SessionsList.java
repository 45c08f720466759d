package prikke.cli.sessions;

import picocli.CommandLine.Command;
import prikke.cli.Session;

/** {@code prikke sessions list}. */
@Command(
        name = "list",
        description = "List where you are signed in.",
        footer = {"", "Example:", "  prikke sessions list"})
final class SessionsList implements Runnable {
    private final Session session;

    SessionsList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().list(session.client().account().sessions().stream(), SessionView.VIEW, "You are signed in nowhere.");
    }
}

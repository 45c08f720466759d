package prikke.cli.keys;

import picocli.CommandLine.Command;
import prikke.cli.Session;

/** {@code prikke keys list}. */
@Command(
        name = "list",
        description = "List the organization's API keys; their secrets are not kept.",
        footer = {"", "Example:", "  prikke keys list"})
final class KeysList implements Runnable {
    private final Session session;

    KeysList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output()
                .list(session.client().keys().list().stream(), KeyView.VIEW, "No keys yet. Make one with: prikke keys create NAME");
    }
}

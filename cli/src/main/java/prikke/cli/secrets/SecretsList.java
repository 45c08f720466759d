package prikke.cli.secrets;

import picocli.CommandLine.Command;
import prikke.cli.Session;

/** {@code prikke secrets list}. */
@Command(
        name = "list",
        description = "List the secrets that deliveries are signed with, the current one first.",
        footer = {"", "Example:", "  prikke secrets list"})
final class SecretsList implements Runnable {
    private final Session session;

    SecretsList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output()
                .list(session.client().secrets().list().stream(), SecretView.VIEW, "No secrets. Make one with: prikke secrets rotate");
    }
}

package prikke.cli.orgs;

import picocli.CommandLine.Command;
import prikke.cli.Session;

/** {@code prikke orgs list}. */
@Command(
        name = "list",
        description = "List your organizations.",
        footer = {"", "Example:", "  prikke orgs list"})
final class OrgsList implements Runnable {
    private final Session session;

    OrgsList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output()
                .list(
                        session.client().orgs().list().stream(),
                        OrgView.marking(session.profile().orgId()),
                        "You are in no organization. Make one with: prikke orgs create NAME");
    }
}

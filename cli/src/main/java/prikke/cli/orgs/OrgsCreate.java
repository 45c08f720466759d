package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.OrgRequest;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs create}. */
@Command(
        name = "create",
        description = "Make an organization. The one in use stays in use.",
        footer = {"", "Example:", "  prikke orgs create Engines"})
final class OrgsCreate implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "What it is called.")
    String name = "";

    OrgsCreate(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Answer<OrgResponse> made = session.client().orgs().create(new OrgRequest(name));
        session.output().done(made, OrgView.marking(null), "Made the organization " + made.value().name() + ".");
        session.output().note("Work in it with: prikke orgs use '" + made.value().name() + "'");
    }
}

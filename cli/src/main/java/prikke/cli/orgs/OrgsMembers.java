package prikke.cli.orgs;

import picocli.CommandLine.Command;
import prikke.cli.Session;
import prikke.core.api.ApiClient;

/** {@code prikke orgs members}. */
@Command(
        name = "members",
        description = "List the members of the organization in use.",
        footer = {"", "Example:", "  prikke orgs members"})
final class OrgsMembers implements Runnable {
    private final Session session;

    OrgsMembers(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        session.output().list(client.orgs().members(CurrentOrg.of(session, client).id()).stream(), MemberView.VIEW, "No members.");
    }
}

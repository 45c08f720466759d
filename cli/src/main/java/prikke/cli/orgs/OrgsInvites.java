package prikke.cli.orgs;

import picocli.CommandLine.Command;
import prikke.cli.Session;
import prikke.core.api.ApiClient;

/** {@code prikke orgs invites}. */
@Command(
        name = "invites",
        description = "List the invitations that have not been taken yet.",
        footer = {"", "Example:", "  prikke orgs invites"})
final class OrgsInvites implements Runnable {
    private final Session session;

    OrgsInvites(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        session.output().list(
                client.orgs().invites(CurrentOrg.of(session, client).id()).stream(),
                InviteView.VIEW,
                "Nobody is invited. Invite somebody with: prikke orgs invite EMAIL");
    }
}

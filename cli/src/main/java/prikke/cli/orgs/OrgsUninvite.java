package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.ApiClient;
import prikke.core.api.InviteResponse;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs uninvite}. */
@Command(
        name = "uninvite",
        description = "Take an invitation back.",
        footer = {"", "Example:", "  prikke orgs uninvite bob@example.com"})
final class OrgsUninvite implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "EMAIL|ID", description = "Whom it is for, or its id.")
    String emailOrId = "";

    OrgsUninvite(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        OrgResponse org = CurrentOrg.of(session, client);
        InviteResponse invite = MemberLookup.invitation(client, org.id(), emailOrId);
        client.orgs().revokeInvite(org.id(), invite.id());
        session.output().done(invite.id().toString(), "Took the invitation back.");
    }
}

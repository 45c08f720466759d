package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.ApiClient;
import prikke.core.api.MemberResponse;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs remove}. */
@Command(
        name = "remove",
        description = "Remove a member from the organization in use.",
        footer = {"", "Example:", "  prikke orgs remove bob@example.com"})
final class OrgsRemove implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "EMAIL|ID", description = "The member.")
    String emailOrId = "";

    OrgsRemove(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        OrgResponse org = CurrentOrg.of(session, client);
        MemberResponse member = MemberLookup.member(client, org.id(), emailOrId);
        client.orgs().removeMember(org.id(), member.userId());
        session.output().done(member.userId().toString(), "Removed " + member.email() + " from " + org.name() + ".");
    }
}

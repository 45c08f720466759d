package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.MemberRequest;
import prikke.core.api.MemberResponse;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs role}. */
@Command(
        name = "role",
        description = "Give a member another role.",
        footer = {
            "",
            "Examples:",
            "  prikke orgs role bob@example.com admin",
            "  prikke orgs role bob@example.com owner"
        })
final class OrgsRole implements Runnable {
    private final Session session;

    @Parameters(index = "0", paramLabel = "EMAIL|ID", description = "The member.")
    String emailOrId = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = "viewer, member, admin or owner.")
    String role = "";

    OrgsRole(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        OrgResponse org = CurrentOrg.of(session, client);
        MemberResponse member = MemberLookup.member(client, org.id(), emailOrId);
        Answer<MemberResponse> changed = client.orgs().changeMember(org.id(), member.userId(), new MemberRequest(role));
        session.output().done(changed, MemberView.VIEW, member.email() + " is " + changed.value().role() + " of " + org.name() + " now.");
    }
}

package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.OrgLookup;
import prikke.cli.Session;
import prikke.cli.profile.Profile;
import prikke.core.api.ApiClient;
import prikke.core.api.MeResponse;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs leave}. */
@Command(
        name = "leave",
        description = "Leave an organization.",
        footer = {"", "Example:", "  prikke orgs leave Engines"})
final class OrgsLeave implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME|ID", description = "The organization.")
    String idOrName = "";

    OrgsLeave(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        OrgResponse org = OrgLookup.find(client, idOrName);
        MeResponse.UserResponse user = client.me().value().user();
        if (user == null) {
            throw new Failure(ExitCodes.NOT_ALLOWED, "forbidden", "An API key is no member and can't leave.\nRevoke it with: prikke keys revoke");
        }
        client.orgs().removeMember(org.id(), user.id());
        Profile profile = session.profile();
        if (org.id().toString().equals(profile.orgId())) {
            session.profiles().write(session.profileName(), profile.withoutOrg());
        }
        session.output().done(org.id().toString(), "Left the organization " + org.name() + ".");
    }
}

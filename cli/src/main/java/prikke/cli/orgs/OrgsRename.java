package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.cli.profile.Profile;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.OrgRequest;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs rename}. */
@Command(
        name = "rename",
        description = "Give the organization in use another name.",
        footer = {"", "Example:", "  prikke orgs rename 'Engines & Co'"})
final class OrgsRename implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "What it is to be called.")
    String name = "";

    OrgsRename(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        OrgResponse old = CurrentOrg.of(session, client);
        Answer<OrgResponse> renamed = client.orgs().rename(old.id(), new OrgRequest(name));
        Profile profile = session.profile();
        if (old.id().toString().equals(profile.orgId())) {
            session.profiles().write(session.profileName(), profile.withOrg(old.id().toString(), renamed.value().name()));
        }
        session.output().done(renamed, OrgView.marking(null), old.name() + " is now called " + renamed.value().name() + ".");
    }
}

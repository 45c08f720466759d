package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Failure;
import prikke.cli.OrgLookup;
import prikke.cli.Session;
import prikke.cli.profile.Profile;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs use}. */
@Command(
        name = "use",
        description = "Choose the organization that further commands work in.",
        footer = {"", "Example:", "  prikke orgs use Engines"})
final class OrgsUse implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME|ID", description = "The organization.")
    String idOrName = "";

    OrgsUse(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Profile profile = session.profile();
        if (profile.token() == null) {
            throw Failure.usage("A profile that is signed in is needed to remember the organization.\nSign in with: prikke login");
        }
        OrgResponse org = OrgLookup.find(session.client(), idOrName);
        session.profiles().write(session.profileName(), profile.withOrg(org.id().toString(), org.name()));
        session.output().done(org.id().toString(), "Working in the organization " + org.name() + " from now on.");
    }
}

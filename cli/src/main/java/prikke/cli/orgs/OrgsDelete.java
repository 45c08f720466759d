package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.OrgLookup;
import prikke.cli.Session;
import prikke.cli.profile.Profile;
import prikke.core.api.ApiClient;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs delete}. */
@Command(
        name = "delete",
        description = "Delete an organization: its jobs stop at once, and all that is its goes.",
        footer = {
            "",
            "Examples:",
            "  prikke orgs delete Engines",
            "  prikke orgs delete Engines --yes"
        })
final class OrgsDelete implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME|ID", description = "The organization.")
    String idOrName = "";

    @Option(names = "--yes", description = "Do not ask for the name once more.")
    boolean yes;

    OrgsDelete(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        OrgResponse org = OrgLookup.find(client, idOrName);
        if (!yes) {
            String typed = session.prompt().valueOr(null, "This can't be undone. Type " + org.name() + " to delete it", "--yes");
            if (!typed.equals(org.name())) {
                throw new Failure(ExitCodes.REFUSED, "not_confirmed", "That is not its name. Nothing was deleted.");
            }
        }
        client.orgs().delete(org.id());
        Profile profile = session.profile();
        if (org.id().toString().equals(profile.orgId())) {
            session.profiles().write(session.profileName(), profile.withoutOrg());
        }
        session.output().done(org.id().toString(), "Deleted the organization " + org.name() + ".");
    }
}

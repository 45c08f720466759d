package prikke.cli.orgs;

import java.util.List;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.OrgLookup;
import prikke.cli.Session;
import prikke.core.api.ApiClient;
import prikke.core.api.OrgResponse;

/** The organization that a command works in, where its path has to name it. */
final class CurrentOrg {
    private CurrentOrg() {}

    /**
     * The one that was named, else the only one, else the one in use.
     *
     * @throws Failure where it can't be told
     */
    static OrgResponse of(Session session, ApiClient client) {
        String named = session.namedOrg();
        if (named != null) {
            return OrgLookup.find(client, named);
        }
        List<OrgResponse> mine = client.orgs().list().values();
        if (mine.size() == 1) {
            return mine.getFirst();
        }
        String inUse = session.profile().orgId();
        return mine.stream()
                .filter(org -> org.id().toString().equals(inUse))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCodes.USAGE,
                        "usage",
                        "You are in " + mine.size() + " organizations, and none is in use.\nChoose one with: prikke orgs use NAME (or --org NAME)"));
    }
}

package prikke.cli.orgs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.InviteLink;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs join}. */
@Command(
        name = "join",
        description = "Take an invitation.",
        footer = {"", "Example:", "  prikke orgs join https://prikke.example.com/invite/pi_8sT2…"})
final class OrgsJoin implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "LINK|TOKEN", description = "What you were given: the link, or the token at its end.")
    String link = "";

    OrgsJoin(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Answer<OrgResponse> joined = session.client().orgs().acceptInvite(InviteLink.token(link));
        OrgResponse org = joined.value();
        session.output().done(joined, OrgView.marking(null), "Joined the organization " + org.name() + " as " + org.role() + ".");
        session.output().note("Work in it with: prikke orgs use '" + org.name() + "'");
    }
}

package prikke.cli.orgs;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.InviteRequest;
import prikke.core.api.InviteResponse;
import prikke.core.api.OrgResponse;

/** {@code prikke orgs invite}. */
@Command(
        name = "invite",
        description = "Invite somebody to the organization in use, and print the link to hand over. It is shown this once.",
        footer = {
            "",
            "Examples:",
            "  prikke orgs invite bob@example.com --role admin",
            "  prikke orgs invite --role viewer --expires 1d"
        })
final class OrgsInvite implements Runnable {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "EMAIL", description = "Who is to come; without it, whoever has the link may, once.")
    @Nullable String email;

    @Option(names = "--role", paramLabel = "ROLE", description = "viewer, member, admin or owner; member unless given.")
    @Nullable String role;

    @Option(names = "--expires", paramLabel = "TIME", description = "After how long it is void, such as 1d; a week unless given.")
    @Nullable String expires;

    OrgsInvite(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        OrgResponse org = CurrentOrg.of(session, client);
        Answer<InviteResponse> made = client.orgs().invite(org.id(), new InviteRequest(email, role, expires));
        InviteResponse invite = made.value();
        Output output = session.output();
        output.done(made, InviteView.VIEW, String.valueOf(invite.link()));
        String mailed = Boolean.TRUE.equals(invite.mailed()) ? " A mail is on its way too: who has never signed in by a mailed link needs the link in it." : "";
        output.note("Hand it over; it is not shown again." + mailed + " It is taken in a browser, or with: prikke orgs join LINK"
                + " (newcomers: prikke register --invite LINK)");
    }
}

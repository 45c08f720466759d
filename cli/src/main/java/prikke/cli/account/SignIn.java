package prikke.cli.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.cli.profile.Profile;
import prikke.core.api.Answer;
import prikke.core.api.OrgResponse;
import prikke.core.api.SessionResponse;

/** What follows when the server has let somebody in: the profile remembers it. */
final class SignIn {
    private SignIn() {}

    static void remember(Session session, Answer<SessionResponse> answer, String email, String done) {
        Profile before = session.profile();
        SessionResponse signedIn = answer.value();
        OrgResponse org = org(signedIn.me().orgs(), session.namedOrg(), before.orgId());
        var profile = new Profile(
                session.server().toString(),
                email,
                signedIn.token(),
                org == null ? null : org.id().toString(),
                org == null ? null : org.name());
        session.profiles().write(session.profileName(), profile);
        Output output = session.output();
        output.done(answer, AccountView.SESSION, done + (org == null ? "" : ", in the organization " + org.name()) + ".");
        if (org == null) {
            output.note("Choose an organization with: prikke orgs use NAME");
        }
    }

    /** The organization that was named, else the one worked in before, else the only one. */
    private static @Nullable OrgResponse org(List<OrgResponse> orgs, @Nullable String named, @Nullable String before) {
        String wanted = named == null ? before : named;
        for (OrgResponse org : orgs) {
            if (org.id().toString().equals(wanted) || org.name().equals(wanted)) {
                return org;
            }
        }
        return orgs.size() == 1 ? orgs.getFirst() : null;
    }
}

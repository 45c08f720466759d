package prikke.cli.account;

import picocli.CommandLine.Command;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.profile.Profile;
import prikke.core.api.ApiException;

/** {@code prikke logout}. */
@Command(
        name = "logout",
        description = "Sign out: the server forgets the token, and so does the profile.",
        footer = {"", "Example:", "  prikke logout"})
public final class Logout implements Runnable {
    private final Session session;

    public Logout(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Profile profile = session.profile();
        String token = profile.token();
        if (token == null) {
            session.output().done("", "You were not signed in.");
            return;
        }
        // Forgotten here first: whatever the server answers, the token is gone from this machine.
        session.profiles().write(session.profileName(), profile.signedOut());
        try {
            session.clientOfProfile(profile, token).logout();
        } catch (ApiException e) {
            if (e.problem().status() != 401) {
                throw Failure.failed("logout", "The token is gone from here, but the server still holds it valid: " + e.getMessage());
            }
        }
        session.output().done("", "Signed out.");
    }
}

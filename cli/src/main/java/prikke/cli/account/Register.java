package prikke.cli.account;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.InviteLink;
import prikke.cli.Session;
import prikke.core.api.RegisterRequest;

/** {@code prikke register}: the first user and the first organization in one step. */
@Command(
        name = "register",
        description = "Make an account and its first organization, and sign in.",
        footer = {
            "",
            "Examples:",
            "  prikke register --email ada@example.com --org Engines",
            "  prikke register --email bob@example.com --invite https://prikke.example.com/invite/pi_8sT2…"
        })
public final class Register implements Runnable {
    private final Session session;

    @Option(names = "--email", paramLabel = "EMAIL", description = "Your address; asked for where it is left out.")
    @Nullable String email;

    @Option(names = "--password-stdin", description = "Read the password from the first line of stdin.")
    boolean passwordFromStdin;

    @Option(names = "--invite", paramLabel = "LINK|TOKEN", description = "The invitation you were given; you join its organization then.")
    @Nullable String invite;

    public Register(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.profiles().requireRoomFor(session.profileName());
        String address = session.prompt().valueOr(email, "Email", "--email");
        String password = session.prompt().password(passwordFromStdin, true);
        // --org means here what the new organization is called.
        var request = new RegisterRequest(
                address, password, session.namedOrg(), invite == null ? null : InviteLink.token(invite));
        SignIn.remember(session, session.anonymousClient().register(request), address, "Registered and signed in as " + address);
    }
}

package prikke.cli.account;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.core.api.RegisterRequest;

/** {@code prikke register}: the first user and the first organization in one step. */
@Command(
        name = "register",
        description = "Make an account and its first organization, and sign in.",
        footer = {"", "Example:", "  prikke register --email ada@example.com --org Engines"})
public final class Register implements Runnable {
    private final Session session;

    @Option(names = "--email", paramLabel = "EMAIL", description = "Your address; asked for where it is left out.")
    @Nullable String email;

    @Option(names = "--password-stdin", description = "Read the password from the first line of stdin.")
    boolean passwordFromStdin;

    public Register(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String address = session.prompt().valueOr(email, "Email", "--email");
        String password = session.prompt().password(passwordFromStdin, true);
        // --org means here what the new organization is called.
        var request = new RegisterRequest(address, password, session.namedOrg());
        SignIn.remember(session, session.anonymousClient().register(request), address, "Registered and signed in as " + address);
    }
}

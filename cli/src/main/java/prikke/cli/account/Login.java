package prikke.cli.account;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.core.api.LoginRequest;

/** {@code prikke login}. */
@Command(
        name = "login",
        description = "Sign in.",
        footer = {
            "",
            "Examples:",
            "  prikke login --email ada@example.com",
            "  prikke login --email ada@example.com --password-stdin < password-file"
        })
public final class Login implements Runnable {
    private final Session session;

    @Option(names = "--email", paramLabel = "EMAIL", description = "Your address; asked for where it is left out.")
    @Nullable String email;

    @Option(names = "--password-stdin", description = "Read the password from the first line of stdin.")
    boolean passwordFromStdin;

    public Login(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String address = session.prompt().valueOr(email, "Email", "--email");
        String password = session.prompt().password(passwordFromStdin, false);
        var request = new LoginRequest(address, password);
        SignIn.remember(session, session.anonymousClient().login(request), address, "Signed in as " + address);
    }
}

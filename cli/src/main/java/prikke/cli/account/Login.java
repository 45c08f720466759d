package prikke.cli.account;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.LoginRequest;
import prikke.core.api.MeResponse;
import prikke.core.api.SessionResponse;

/** {@code prikke login}. */
@Command(
        name = "login",
        description = "Sign in.",
        footer = {
            "",
            "Examples:",
            "  prikke login --email ada@example.com",
            "  prikke login --email ada@example.com --password-stdin < password-file",
            "  prikke login --device"
        })
public final class Login implements Runnable {
    private final Session session;

    @Option(names = "--email", paramLabel = "EMAIL", description = "Your address; asked for where it is left out.")
    @Nullable String email;

    @Option(names = "--password-stdin", description = "Read the password from the first line of stdin.")
    boolean passwordFromStdin;

    @Option(names = "--device", description = "Sign in by a browser, on this machine or another: no password is typed here.")
    boolean device;

    public Login(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.profiles().requireRoomFor(session.profileName());
        if (device) {
            byBrowser();
        } else {
            byPassword();
        }
    }

    private void byBrowser() {
        if (email != null || passwordFromStdin) {
            throw Failure.usage("With --device neither --email nor --password-stdin is of use: who signs in is decided in the browser.");
        }
        Answer<SessionResponse> answer = new DeviceLogin(session).run();
        MeResponse.UserResponse user = answer.value().me().user();
        String address = user == null ? "" : user.email();
        SignIn.remember(session, answer, address, "Signed in as " + address);
    }

    private void byPassword() {
        String address = session.prompt().valueOr(email, "Email", "--email");
        String password = session.prompt().password(passwordFromStdin, false);
        var request = new LoginRequest(address, password);
        SignIn.remember(session, session.anonymousClient().login(request), address, "Signed in as " + address);
    }
}

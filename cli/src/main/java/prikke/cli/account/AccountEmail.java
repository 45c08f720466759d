package prikke.cli.account;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.MeRequest;

/** {@code prikke account email}. */
@Command(
        name = "email",
        description = "Change your address. It holds once you have followed the link that is mailed to it.",
        footer = {"", "Example:", "  prikke account email ada@new.example.com"})
final class AccountEmail implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "EMAIL", description = "The new address.")
    String email = "";

    @Option(names = "--password-stdin", description = "Read your password from the first line of stdin.")
    boolean passwordFromStdin;

    AccountEmail(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String password = session.prompt().password(passwordFromStdin, false);
        session.client().account().patchMe(new MeRequest(email, null, password));
        session.output().done("", "Follow the link that is on its way to " + email + ". Until then your address stays as it is.");
    }
}

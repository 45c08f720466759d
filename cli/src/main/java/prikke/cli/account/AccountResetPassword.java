package prikke.cli.account;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.MailRequest;

/** {@code prikke account reset-password}. */
@Command(
        name = "reset-password",
        description = "Have a link mailed to set a new password by.",
        footer = {"", "Example:", "  prikke account reset-password ada@example.com"})
final class AccountResetPassword implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "EMAIL", description = "The address of the account.")
    String email = "";

    AccountResetPassword(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.anonymousClient().account().requestPasswordReset(new MailRequest(email));
        session.output().done("", "If there is an account of " + email + ", a link is on its way there.");
    }
}

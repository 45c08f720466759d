package prikke.cli.account;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Prompt;
import prikke.cli.Session;
import prikke.core.api.MeRequest;

/** {@code prikke account password}. */
@Command(
        name = "password",
        description = "Change your password. Whoever is signed in with it elsewhere is so no more.",
        footer = {"", "Examples:", "  prikke account password", "  prikke account password --passwords-stdin < two-lines"})
final class AccountPassword implements Runnable {
    private final Session session;

    @Option(names = "--passwords-stdin", description = "Read the old password and the new one from the first two lines of stdin.")
    boolean fromStdin;

    AccountPassword(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Prompt.Change change = session.prompt().passwordChange(fromStdin);
        session.client().account().patchMe(new MeRequest(null, change.fresh(), change.current()));
        session.output().done("", "Changed your password. All other sessions have ended.");
    }
}

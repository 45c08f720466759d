package prikke.cli.profiles;

import picocli.CommandLine.Command;
import prikke.cli.Session;

/** {@code prikke profiles list}. */
@Command(
        name = "list",
        description = "List the profiles. One is made by signing in with --profile NAME.",
        footer = {"", "Example:", "  prikke profiles list"})
final class ProfilesList implements Runnable {
    private final Session session;

    ProfilesList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output()
                .list(
                        session.profiles().names().stream().map(name -> ProfileLine.of(name, session)),
                        ProfileLine.VIEW,
                        "No profiles yet. One is made by signing in: prikke login");
    }
}

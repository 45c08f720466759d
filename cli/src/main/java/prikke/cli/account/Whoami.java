package prikke.cli.account;

import picocli.CommandLine.Command;
import prikke.cli.Session;

/** {@code prikke whoami}. */
@Command(
        name = "whoami",
        description = "Say who you are to the server, and in which organization.",
        footer = {"", "Example:", "  prikke whoami"})
public final class Whoami implements Runnable {
    private final Session session;

    public Whoami(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String org = session.namedOrg() == null ? session.profile().orgId() : session.namedOrg();
        session.output()
                .one(session.client().me(), AccountView.me(session.server().toString(), session.profileName(), org));
    }
}

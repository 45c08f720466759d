package prikke.cli.sessions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Failure;
import prikke.cli.Ids;
import prikke.cli.Session;

/** {@code prikke sessions revoke}. */
@Command(
        name = "revoke",
        description = "Sign out somewhere else: one session, or all but this one.",
        footer = {"", "Examples:", "  prikke sessions revoke 0190a1b2-…", "  prikke sessions revoke --others"})
final class SessionsRevoke implements Runnable {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The session's id.")
    @Nullable String id;

    @Option(names = "--others", description = "All sessions but the one that asks.")
    boolean others;

    SessionsRevoke(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String which = id;
        if (others == (which != null)) {
            throw Failure.usage("Name one session, or give --others.\nList them with: prikke sessions list");
        }
        if (which == null) {
            session.client().account().endOtherSessions();
            session.output().done("", "Signed out everywhere but here.");
        } else if (Ids.isId(which)) {
            session.client().account().endSession(UUID.fromString(which));
            session.output().done(which, "Revoked the session " + which + ".");
        } else {
            throw Failure.usage("'" + which + "' is not a session's id.\nList them with: prikke sessions list");
        }
    }
}

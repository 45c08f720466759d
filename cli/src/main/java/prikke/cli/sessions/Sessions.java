package prikke.cli.sessions;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke sessions}. */
@Command(name = "sessions", description = "Where you are signed in: list, revoke.", synopsisSubcommandLabel = "COMMAND")
public final class Sessions extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("list", "revoke");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new SessionsList(session);
            case "revoke" -> new SessionsRevoke(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}

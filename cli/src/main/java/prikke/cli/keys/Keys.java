package prikke.cli.keys;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke keys}. */
@Command(name = "keys", description = "API keys: create, list, rotate, revoke.", synopsisSubcommandLabel = "COMMAND")
public final class Keys extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("create", "list", "rotate", "revoke");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "create" -> new KeysCreate(session);
            case "list" -> new KeysList(session);
            case "rotate" -> new KeysRotate(session);
            case "revoke" -> new KeysRevoke(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}

package prikke.cli.nodes;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke nodes}. */
@Command(name = "nodes", description = "Nodes: the daemons that share the database.", synopsisSubcommandLabel = "COMMAND")
public final class Nodes extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("list");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new NodesList(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}

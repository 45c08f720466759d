package prikke.cli.audit;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke audit}. */
@Command(name = "audit", description = "The audit log: who changed what.", synopsisSubcommandLabel = "COMMAND")
public final class Audit extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("list");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new AuditList(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}

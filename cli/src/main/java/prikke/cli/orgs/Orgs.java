package prikke.cli.orgs;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke orgs}. */
@Command(name = "orgs", description = "Organizations: list, create, choose.", synopsisSubcommandLabel = "COMMAND")
public final class Orgs extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("list", "create", "use");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new OrgsList(session);
            case "create" -> new OrgsCreate(session);
            case "use" -> new OrgsUse(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}

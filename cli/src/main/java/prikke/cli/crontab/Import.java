package prikke.cli.crontab;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke import}. */
@Command(name = "import", description = "Take over what another scheduler has been doing.", synopsisSubcommandLabel = "COMMAND")
public final class Import extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("crontab");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "crontab" -> new ImportCrontab(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}

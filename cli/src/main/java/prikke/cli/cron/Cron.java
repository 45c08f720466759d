package prikke.cli.cron;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke cron}. */
@Command(name = "cron", description = "Cron expressions, explained.", synopsisSubcommandLabel = "COMMAND")
public final class Cron extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("explain", "next");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "explain" -> new CronExplain(session);
            case "next" -> new CronNext(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}

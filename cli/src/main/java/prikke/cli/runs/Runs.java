package prikke.cli.runs;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke runs}. */
@Command(name = "runs", description = "Executions: what ran, and how it went.", synopsisSubcommandLabel = "COMMAND")
public final class Runs extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("list", "show", "tail", "cancel", "replay", "replay-failed");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new RunsList(session);
            case "show" -> new RunsShow(session);
            case "tail" -> new RunsTail(session);
            case "cancel" -> new RunsCancel(session);
            case "replay" -> new RunsReplay(session);
            case "replay-failed" -> new RunsReplayFailed(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}

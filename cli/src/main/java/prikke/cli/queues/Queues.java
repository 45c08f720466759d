package prikke.cli.queues;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke queues}. */
@Command(name = "queues", description = "Queues: how many of a lane run at once, and how fast.", synopsisSubcommandLabel = "COMMAND")
public final class Queues extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("list", "set", "pause", "resume", "purge", "rm");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new QueuesList(session);
            case "set" -> new QueuesSet(session);
            case "pause" -> new QueuesPause(session);
            case "resume" -> new QueuesResume(session);
            case "purge" -> new QueuesPurge(session);
            case "rm" -> new QueuesRm(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}
